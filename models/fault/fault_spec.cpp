#include "models/fault/fault_spec.h"

#include "models/law_fields.h"

namespace headroom {
namespace {

template <class A>
Kind fault(std::string_view name, std::string_view sentence, std::vector<Field> fields) {
  static Type type;
  type = object<A>(sentence, std::move(fields));
  return kindIn<FaultSpec, A>(name, sentence, &FaultSpec::fault, type);
}

}  // namespace

const Type& typeOf(const FaultSpec*) {
  using F = FaultSpec;
  static const Type type = kindsOf<F>(
      "Something breaks.",
      {fault<ZoneOutage>("zone_outage", "A zone goes dark: its workers are lost, launches into it fail.",
                         {required(fieldAs(nameType(), "zone", &ZoneOutage::zone, "Which zone."))}),
       fault<InstanceCrash>("instance_crash", "Workers of a service die.",
                            {required(fieldAs(nameType(), "service", &InstanceCrash::service, "Whose workers.")),
                             field("workers", &InstanceCrash::workers, "How many die each time.", between(1, 1e6))}),
       fault<Slow>("slow", "Work takes longer in a zone, in a service, or in a service's part of a zone.",
                   {fieldAs(nameType(), "service", &Slow::service, "Which service; absent: all."),
                    fieldAs(nameType(), "zone", &Slow::zone, "Which zone; absent: all."),
                    field("factor", &Slow::factor, "On service times.", between(0.01, 1000))}),
       fault<Erroring>("erroring", "Answers are errors with some probability.",
                       {fieldAs(nameType(), "service", &Erroring::service, "Which service; absent: all."),
                        fieldAs(nameType(), "zone", &Erroring::zone, "Which zone; absent: all."),
                        field("probability", &Erroring::probability, "Of an error, for each call.", between(0, 1))})},
      {fieldAs(nameType(), "name", &F::name, "Of the fault; default its kind."),
       optionalField("at", &F::at, "When it begins, once."),
       optionalField("every", &F::every, "Again and again: time from one end to the next begin."),
       optionalField("lasts", &F::lasts, "How long; absent: to the end of the run.")});
  return type;
}

const Type& faultList() {
  static const Type type = listOf<FaultSpec>(typeFor<FaultSpec>(), "What breaks, when, for how long.");
  return type;
}

}  // namespace headroom
