#include "scenarios/batch/interval.h"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace headroom::batch {

double halfWidth(std::uint64_t n, double squares) {
  using Student =
      boost::math::students_t_distribution<double,
                                           boost::math::policies::policy<boost::math::policies::promote_double<false>>>;
  const double freedom = static_cast<double>(n) - 1;
  return boost::math::quantile(Student(freedom), 0.975) * std::sqrt(squares / freedom / static_cast<double>(n));
}

}  // namespace headroom::batch
