#include "analysis/trace/scales.h"

#include <algorithm>
#include <cstddef>

namespace headroom {
namespace {

hobj_ref_t referenceTo(hid_t dataset) {
  hobj_ref_t reference = 0;
  h5::checked(H5Rcreate(&reference, dataset, ".", H5R_OBJECT, -1), "refer to an axis");
  return reference;
}

}  // namespace

std::vector<Scales::Use>& Scales::usesOf(hid_t axis) {
  const auto known = std::find_if(axes_.begin(), axes_.end(), [axis](const Axis& a) { return a.dataset == axis; });
  return known != axes_.end() ? known->uses : axes_.emplace_back(Axis{axis, {}}).uses;
}

void Scales::attach(hid_t dataset, const std::vector<hid_t>& axes) {
  const hobj_ref_t self = referenceTo(dataset);
  std::vector<hobj_ref_t> references;
  for (const hid_t axis : axes) {
    usesOf(axis).push_back({self, static_cast<std::uint32_t>(references.size())});
    references.push_back(referenceTo(axis));
  }
  std::vector<hvl_t> lists;
  for (hobj_ref_t& reference : references) lists.push_back({1, &reference});
  const h5::Id type(H5Tvlen_create(H5T_STD_REF_OBJ), H5Tclose);
  h5::setList(dataset, "DIMENSION_LIST", type, lists.size(), lists.data());
}

void Scales::finish() {
  const h5::Id type(H5Tcreate(H5T_COMPOUND, sizeof(Use)), H5Tclose);
  H5Tinsert(type, "dataset", offsetof(Use, dataset), H5T_STD_REF_OBJ);
  H5Tinsert(type, "dimension", offsetof(Use, dimension), H5T_NATIVE_UINT32);
  for (const Axis& axis : axes_) h5::setList(axis.dataset, "REFERENCE_LIST", type, axis.uses.size(), axis.uses.data());
}

}  // namespace headroom
