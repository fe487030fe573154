using System.Globalization;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Draws what every policy paid above need against how often it was short: near the corner is better.</summary>
internal static class PolicyChart
{
    private const double Width = 560;
    private const double Height = 300;
    private const double Left = 52;
    private const double Right = 16;
    private const double Top = 12;
    private const double Bottom = 40;

    // Roots spread the small shares, in which good policies differ.
    private static readonly double[] Shares = [0, 0.1, 0.5, 1, 2, 5, 10, 20, 30, 50, 75, 100];

    private static readonly string[] Named = [ComparedPolicies.Mirror, ComparedPolicies.Reference, "reactive+0", "reactive+50", "reactive+100", "predictive-no-shadow@5", "static-peak", "clairvoyant"];

    /// <summary>Draws the chart.</summary>
    /// <param name="policies">The policies.</param>
    public static string Draw(IReadOnlyList<PolicyScore> policies)
    {
        double widest = Positive(policies.Max(p => p.Score.OverPercent) * 1.08);
        double tallest = Math.Clamp(policies.Max(p => p.Score.ViolationPercent) * 1.15, 0.5, 100);
        var canvas = new SvgCanvas(Width, Height, "What the policies paid, against how often they were short of need");
        double before = double.MaxValue;
        foreach (double mark in Shares.Where(s => s <= tallest))
        {
            canvas.Line("grid", Left, Y(mark), Width - Right, Y(mark));
            if (before - Y(mark) > 14)
            {
                canvas.Text("mark end", Left - 8, before = Y(mark) + 4, Mark(mark));
            }
        }

        foreach (double mark in NiceScale.Marks(widest, 6))
        {
            canvas.Line("grid", X(mark), Top, X(mark), Height - Bottom);
            canvas.Text("mark middle", X(mark), Height - Bottom + 17, Mark(mark));
        }

        canvas.Text("mark end", Width - Right, Height - 6, "paid above need, %");
        canvas.Text("mark end", Width - Right - 4, Top + 12, "minutes short of need, % (root scale)");
        var places = new LabelPlaces(Width, Height - Bottom, [.. policies.Select(p => (X(p.Score.OverPercent), Y(p.Score.ViolationPercent))), (Width - 130, Top + 8)]);
        foreach (PolicyScore policy in policies.OrderBy(p => IsOurs(p) ? 1 : 0))
        {
            ReplayScore s = policy.Score;
            canvas.Marker(IsOurs(policy) ? "dot ours" : "dot", PathData.Circle(X(s.OverPercent), Y(s.ViolationPercent), IsOurs(policy) ? 6 : 4), string.Create(
                CultureInfo.InvariantCulture, $"{policy.Name}: {s.ViolationPercent:0.00} % short, {s.OverPercent:0.0} % above need"));
        }

        foreach (PolicyScore policy in policies.Where(p => Named.Contains(p.Name, StringComparer.Ordinal)))
        {
            (double x, double y) = places.Take(X(policy.Score.OverPercent), Y(policy.Score.ViolationPercent), policy.Name);
            canvas.Text(IsOurs(policy) ? "mark name bold" : "mark name", x, y, policy.Name);
        }

        return canvas.Finish();

        double X(double over) => Left + (Math.Clamp(over / widest, -0.02, 1) * (Width - Left - Right));
        double Y(double violations) => Height - Bottom - (Math.Sqrt(Math.Clamp(violations / tallest, 0, 1)) * (Height - Bottom - Top));
    }

    private static bool IsOurs(PolicyScore policy) => policy.Name == ComparedPolicies.Mirror;

    private static double Positive(double value) => value > 0 && double.IsFinite(value) ? value : 1;

    private static string Mark(double value) => value.ToString("#,0.###", CultureInfo.InvariantCulture);
}
