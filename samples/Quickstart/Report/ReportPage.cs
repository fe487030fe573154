using TopologyMirror.Quickstart.Comparison;

namespace TopologyMirror.Quickstart.Report;

internal static class ReportPage
{
    public static string Render(ComparisonResult result) => result.Trace.Name;
}
