using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

/// <summary>Against an independent implementation of the rules, with a constant launch lead of 10 minutes.</summary>
public sealed class ReplayReferenceTests
{
    // Its clairvoyant is not held to the cap of 200 instances and is spared the last drain of every level; its pools may stand above the
    // cap. What else differs is its tolerance of 0.1, which leaves a ratio of exactly 1.1 to the rounding of binary fractions.
    private const double DrainOfTheLastStints = 3;

    private readonly record struct Row(string Policy, double Violations, double Shortfall, double Over);

    [Fact]
    public void Run_TracesOfTheReference_AgreesWithIt()
    {
        if (SharedData.Folder() is not { } folder)
        {
            return;
        }

        var draws = LaunchDraws.Constant(TimeSpan.FromMinutes(10));
        int rows = 0;
        List<string> apart = [];
        foreach (var group in Rows(folder))
        {
            ReplayTrace trace = ReplayTrace.Create([SharedData.Read(folder, group.Key.Set, group.Key.Trace)]);
            Dictionary<string, IReplayPolicy> policies = ReplayPolicies.For(trace, draws).ToDictionary(p => p.Name);
            foreach (Row expected in group)
            {
                ReplayScore actual = ReplayRunner.Run(trace, policies[expected.Policy], draws).Score;
                bool aboveCap = expected.Policy == "clairvoyant" && actual.MinutesAboveCap > 0;
                rows++;
                bool agrees = aboveCap
                    ? actual.ViolationMinutes == actual.MinutesAboveCap
                    : Math.Abs(actual.ViolationMinutes - expected.Violations) <= 1
                        && Math.Abs(actual.ShortfallPercent - expected.Shortfall) <= 0.1
                        && Math.Abs(actual.OverPercent - expected.Over) <= (expected.Policy == "clairvoyant" ? DrainOfTheLastStints : 0.4);
                if (!agrees)
                {
                    apart.Add(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{group.Key} {expected} but {actual.ViolationMinutes} {actual.ShortfallPercent:f3} {actual.OverPercent:f3}"));
                }
            }
        }

        rows.ShouldBe(240);
        apart.ShouldBeEmpty();
    }

    private static IEnumerable<IGrouping<(string Set, string Trace), Row>> Rows(string folder) =>
        File.ReadLines(Path.Combine(folder, "replay-reference.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(
            r => (r[0], r[1]),
            r => new Row(r[2], Number(r[3]), Number(r[4]), Number(r[5])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
