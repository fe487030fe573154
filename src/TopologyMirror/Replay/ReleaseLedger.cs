using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>Follows the releases of one run.</summary>
internal sealed class ReleaseLedger(ReplayTrace trace, ReplayEvents events)
{
    private readonly Progress[] _releases = [.. events.Releases.Select(_ => new Progress())];

    /// <summary>Closes a tick after its decisions were carried out.</summary>
    public void Close(int tick, IReadOnlyList<FleetMember> members)
    {
        for (int i = 0; i < _releases.Length; i++)
        {
            if (tick >= events.Releases[i].Tick && tick < EndOf(i))
            {
                Follow(_releases[i], events.Releases[i], tick, members);
            }
        }
    }

    public ImmutableArray<ReplayReleaseResult> Results() => [.. _releases.Select((p, i) => Result(p, i))];

    private int EndOf(int release) => release + 1 < _releases.Length ? events.Releases[release + 1].Tick : trace.Window.End;

    private void Follow(Progress progress, ReplayRelease release, int tick, IReadOnlyList<FleetMember> members)
    {
        if (progress.FinishedAt is not null)
        {
            return;
        }

        int released = 0;
        int others = 0;
        foreach (FleetMember m in members)
        {
            released += m.Served && m.Generation == release.Generation ? 1 : 0;
            others += m.Served && m.Generation != release.Generation ? 1 : 0;
        }

        progress.FirstServedAt ??= released > 0 ? tick : null;
        progress.AllServedAt = released > 0 && others == 0 ? progress.AllServedAt ?? tick : null;

        // A bad one fires its alarm in every bake, however long the way back takes: it is never finished.
        progress.FinishedAt = !release.IsBad && tick - progress.AllServedAt >= trace.Clock.BakeTicks ? tick : null;
        progress.GoneAt = progress.FirstServedAt is not null && released == 0 ? progress.GoneAt ?? tick : null;
    }

    private ReplayReleaseResult Result(Progress progress, int index)
    {
        ReplayRelease release = events.Releases[index];
        int? ended = progress.FinishedAt ?? progress.GoneAt;
        ReplayReleaseOutcome outcome = progress.FinishedAt is not null ? ReplayReleaseOutcome.Finished
            : progress.GoneAt is not null ? ReplayReleaseOutcome.RolledBack
            : ReplayReleaseOutcome.Unfinished;
        int ticks = (ended ?? EndOf(index)) - release.Tick;
        return new ReplayReleaseResult(
            release,
            outcome,
            progress.FirstServedAt,
            progress.AllServedAt,
            ended,
            ticks * trace.Clock.Tick.TotalMinutes,
            ended is not null && ticks <= trace.Clock.ReleaseDeadlineTicks);
    }

    private sealed class Progress
    {
        public int? FirstServedAt { get; set; }

        public int? AllServedAt { get; set; }

        public int? FinishedAt { get; set; }

        public int? GoneAt { get; set; }
    }
}
