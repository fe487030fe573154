using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Output;

/// <summary>How a policy did.</summary>
internal sealed record JsonPolicy(
    string Name,
    double? ViolationPercent,
    double? ViolationMinutes,
    double? ShortfallPercent,
    double? OverPercent,
    JsonPaidHours PaidHours,
    double? ChangesPerDay,
    double? WorstBurstMinutes,
    IReadOnlyList<JsonRelease> Releases)
{
    public static JsonPolicy Of(PolicyScore policy, ReplayTrace trace)
    {
        ReplayScore s = policy.Score;
        return new JsonPolicy(
            policy.Name,
            JsonReport.Finite(s.ViolationPercent),
            JsonReport.Finite(s.ViolationMinutes),
            JsonReport.Finite(s.ShortfallPercent),
            JsonReport.Finite(s.OverPercent),
            new JsonPaidHours(
                JsonReport.Finite(s.PaidHours.Live),
                JsonReport.Finite(s.PaidHours.Shadow),
                JsonReport.Finite(s.PaidHours.Launching),
                JsonReport.Finite(s.PaidHours.Overlap)),
            JsonReport.Finite(s.ChangesPerDay),
            JsonReport.Finite(s.WorstBurstMinutes),
            [.. policy.Releases.Select(r => JsonRelease.Of(r, trace))]);
    }
}
