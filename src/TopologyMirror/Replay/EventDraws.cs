using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>Draws the times of events.</summary>
internal sealed class EventDraws(ReplayTrace trace, int seed)
{
    private const double StepFactor = 1.5;
    private const double DipFactor = 0.2;
    private const double AfterDipFactor = 1.5;

    // Another stream than that of the launches, which are drawn by seed and name too.
    private const ulong Stream = 0x5DEECE66D1234567;

    private static readonly TimeSpan BeforeFirst = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan WithoutCapacity = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan DipLength = TimeSpan.FromMinutes(20);

    private readonly ulong _key = unchecked(ReplayHash.Of(trace.Name) ^ ReplayHash.Mix((ulong)seed + Stream));

    public ReplayEvents Draw(ReplayEventVariant variant)
    {
        ImmutableArray<ReplayRelease> releases = Releases(variant == ReplayEventVariant.BadRelease);
        var events = new ReplayEvents { Variant = variant, Releases = releases };
        switch (variant)
        {
            case ReplayEventVariant.NoCapacity:
                int length = trace.Clock.Ticks(WithoutCapacity);
                int from = Between(2, trace.Window.EvaluatedStart, trace.Window.End - length);
                return events with { NoCapacityFrom = from, NoCapacityTo = from + length };
            case ReplayEventVariant.StepAtRelease when releases.Length > 0:
                return events with { LoadChanges = [new ReplayLoadChange(releases[0].Tick, trace.Window.End, StepFactor)] };
            case ReplayEventVariant.Dip:
                int dip = trace.Clock.Ticks(DipLength);
                int start = OnSample(Between(3, trace.Window.EvaluatedStart, trace.Window.End - (2 * dip)));
                return events with
                {
                    LoadChanges = [new ReplayLoadChange(start, start + dip, DipFactor), new ReplayLoadChange(start + dip, start + (2 * dip), AfterDipFactor)],
                };
            default:
                return events;
        }
    }

    private ImmutableArray<ReplayRelease> Releases(bool firstIsBad)
    {
        int before = trace.Clock.Ticks(BeforeFirst);
        int deadline = trace.Clock.ReleaseDeadlineTicks;
        int half = trace.Window.EvaluatedTicks / 2;
        int count = half >= before + deadline ? 2 : trace.Window.EvaluatedTicks >= before + deadline ? 1 : 0;
        var releases = ImmutableArray.CreateBuilder<ReplayRelease>(count);
        for (int i = 0; i < count; i++)
        {
            int start = trace.Window.EvaluatedStart + (i * half);
            int end = count == 2 && i == 0 ? start + half : trace.Window.End;
            releases.Add(new ReplayRelease(OnSample(Between(i, start + before, end - deadline)), i + 1, firstIsBad && i == 0));
        }

        return releases.MoveToImmutable();
    }

    /// <summary>A tick from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    private int Between(int purpose, int first, int last)
    {
        ulong drawn = ReplayHash.Mix(unchecked(_key + ((ulong)(purpose + 1) * ReplayHash.GoldenGamma)));
        return first + (int)(drawn % (ulong)Math.Max(last - first + 1, 1));
    }

    /// <summary>The tick itself or the last one before it with which a held sample of the longest step begins.</summary>
    private int OnSample(int tick)
    {
        TraceSeries longest = trace.Metrics.MaxBy(m => m.Source.Step)!.Source;
        if (longest.Step <= trace.Clock.Tick)
        {
            return tick;
        }

        long into = (trace.Start + (tick * trace.Clock.Tick) - longest.Start).Ticks % longest.Step.Ticks;
        return tick - (int)(into / trace.Clock.Tick.Ticks);
    }
}
