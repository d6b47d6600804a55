/// How Boost's special functions are called here: in double throughout, which is exact enough for 1e-12 (long double
/// would be prepared once at every start of the program, wanted or not).
#pragma once

#include <boost/math/policies/policy.hpp>

namespace headroom::stats {

using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;

}  // namespace headroom::stats
