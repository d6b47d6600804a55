#include "models/fleet/function_spec.h"

#include "models/law_fields.h"

namespace headroom {

static const Type& typeOf(const ColdStartSpec*) {
  using C = ColdStartSpec;
  static const Type type =
      object<C>("A new environment's way to its first call.",
                {field("download", &C::download, "Placement, and its code or image; not billed."),
                 field("init", &C::init, "Runtime and the function's own initialisation; billed, as what follows."),
                 field("secrets", &C::secrets, "Variables decrypted, secrets and connections fetched.")});
  return type;
}

const Type& typeOf(const FunctionSpec*) {
  using F = FunctionSpec;
  static const Type type = object<F>(
      "A function: an execution environment for each call at a time, made when it is needed.",
      {field("memory", &F::memory, "Of an environment; sets the price.", between(134'217'728, 10'737'418'240)),
       field("cold_start", &F::coldStart, "How long a new environment takes."),
       field("idle_expiry", &F::idleExpiry, "An environment without a call for so long ends; drawn for each."),
       optionalField("reserved", &F::reserved, "Concurrency kept for it, and its limit; absent: what others leave.",
                     between(0, 1e6)),
       field("provisioned", &F::provisioned, "Environments that are always there.", between(0, 1e6))});
  return type;
}

}  // namespace headroom
