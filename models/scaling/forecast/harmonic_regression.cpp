#include "models/scaling/forecast/history.h"
#include "sim/math.h"

#include <Eigen/QR>

namespace headroom::forecast {
namespace {

/// The wave of half a season's frequency has no sine: at whole steps it is 0 everywhere.
bool hasSine(const Harmonics& m, std::size_t k) { return 2 * k != m.season; }

std::size_t coefficients(const Harmonics& m) {
  std::size_t n = 2;
  for (std::size_t k = 1; k <= m.harmonics; ++k) n += hasSine(m, k) ? 2 : 1;
  return n;
}

/// What explains the value at t; the trend is scaled by the length of the history, which keeps the columns alike.
Eigen::RowVectorXd rowAt(std::size_t t, const Harmonics& m, std::size_t length) {
  Eigen::RowVectorXd row(coefficients(m));
  Eigen::Index at = 0;
  row[at++] = 1;
  row[at++] = static_cast<double>(t) / static_cast<double>(length);
  for (std::size_t k = 1; k <= m.harmonics; ++k) {
    const double turns = static_cast<double>(k * t % m.season) / static_cast<double>(m.season);
    row[at++] = math::cosTurns(turns);
    if (hasSine(m, k)) row[at++] = math::sinTurns(turns);
  }
  return row;
}

std::string refusal(std::span<const double> history, const Harmonics& m) {
  if (m.season > 0 && 2 * m.harmonics > m.season)
    return "a season of " + std::to_string(m.season) + " has at most " + std::to_string(m.season / 2) + " harmonics";
  const std::string why = noTwoSeasons(history, m.season);
  if (!why.empty()) return why;
  const std::size_t n = coefficients(m);
  return tooLittle(history, n + 1, "a fit of " + std::to_string(n) + " coefficients");
}

}  // namespace

Forecast harmonicRegression(std::span<const double> history, const Harmonics& m, std::size_t steps) {
  Forecast f;
  f.refused = refusal(history, m);
  if (!f.refused.empty()) return f;
  const auto length = static_cast<Eigen::Index>(history.size()), n = static_cast<Eigen::Index>(coefficients(m));
  Eigen::MatrixXd x(length, n);
  for (Eigen::Index t = 0; t < length; ++t) x.row(t) = rowAt(static_cast<std::size_t>(t), m, history.size());
  const Eigen::Map<const Eigen::VectorXd> y(history.data(), length);
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(x);
  const Eigen::VectorXd weights = qr.solve(y);
  const double variance = (y - x * weights).squaredNorm() / static_cast<double>(length - n);
  const auto r = qr.matrixR().topRows(n).triangularView<Eigen::Upper>();
  for (std::size_t h = 0; h < steps; ++h) {
    const Eigen::RowVectorXd row = rowAt(history.size() + h, m, history.size());
    const Eigen::VectorXd permuted = qr.colsPermutation().transpose() * row.transpose();
    const double leverage = r.transpose().solve(permuted).squaredNorm();
    f.ahead.push_back({row.dot(weights), math::sqrt(variance * (1 + leverage))});
  }
  return f;
}

}  // namespace headroom::forecast
