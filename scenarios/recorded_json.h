/// A recorded series as CloudWatch and Prometheus give it out, put into its curve.
///
/// What a file is shows in its keys: `MetricDataResults` (aws cloudwatch get-metric-data), `Datapoints`
/// (get-metric-statistics), `status` and `data` (Prometheus' query_range). Values are sorted by time, a missing one (or
/// `NaN`) is a gap. A value of CloudWatch is of the period that begins at its stamp; one of Prometheus, which looks
/// back from its stamp, is taken for the step that begins there. Left out: metric streams, native histograms.
#pragma once

#include "models/demand/demand_spec.h"
#include "sim/issue.h"

#include <string>

namespace headroom {

bool isJsonFile(const std::string& file);

/// Fills `rows`, and `values` if the curve does not say. `path`: of the key that names the file, for issues.
void readRecordedJson(RecordedCurve&, const std::string& path, Issues&);

}  // namespace headroom
