using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>Journals what the world itself has ended: a roll-back that the source has overtaken, a release of which nothing is left to replace.</summary>
    private async ValueTask NoteReleasesAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        if (_journal.Book.Pin is { } pin && observation.Asked != pin.InsteadOf)
        {
            await NoteAsync(JournalRecordKind.Unpinned).ConfigureAwait(false);
        }

        if (_journal.Book is { Open: null, Release: { } release } && !IsLeft(release.Target))
        {
            await NoteAsync(JournalRecordKind.ReleaseEnded).ConfigureAwait(false);
        }

        bool IsLeft(ConfigDigest target) => observation.World.Topology.Instances.Any(
            i => i.Digest != target && i.State != InstanceState.Terminating && observation.World.SideOf(i.Id) == Side.Live);

        ValueTask NoteAsync(JournalRecordKind kind) => _journal.AppendAsync(
            tick.Lease.Epoch, kind, new EffectKey(Cluster, default, 0, 0), new SettledPayload([]), JournalPayloads.Default.SettledPayload, cancellationToken);
    }

    /// <summary>The candidates of a wave take over from as many of live, or from all of it that is left.</summary>
    private RunPlan? PlanReplace(RunPlan plan, PromotionDecision decision, ClusterObservation observation, IReadOnlyList<Capacity.ServiceCounts> counts)
    {
        OpenRelease? release = _journal.Book.Release;
        ConfigDigest digest = release?.Target ?? observation.Desired;
        IReadOnlyList<InstanceId> candidates = RunPlanner.Joining(
            observation.World, digest, decision.Services.Select(s => new InstanceQuota(s.Service, s.Wave)));

        // Where the release before had to keep a part of its old side against a surge, a third digest beside the two would be one too many.
        bool isLeftover = observation.World.Topology.Instances.Any(
            i => observation.World.SideOf(i.Id) == Side.Retiring && observation.World.IsRoutedAnywhere(i.Id));
        if (candidates.Count == 0 || isLeftover)
        {
            return null;
        }

        bool isLast = decision.Services.Select((s, i) => s.Leaving >= counts[i].Live - counts[i].LiveAtRelease).All(static l => l);
        bool isWhole = release is null && isLast;
        var retire = new List<InstanceId>();
        for (int i = 0; i < decision.Services.Count; i++)
        {
            ServiceDecision service = decision.Services[i];
            int old = counts[i].Live - counts[i].LiveAtRelease;
            retire.AddRange(isWhole
                ? RunPlanner.AllLive(observation.World, [service.Service])
                : RunPlanner.LeavingInWave(observation.World, service.Service, digest, service.Leaving, all: service.Leaving >= old));
        }

        retire.Sort();
        return plan with
        {
            Digest = digest,
            Promote = candidates,
            Retire = retire,
            PreviousDigest = release is null ? observation.CoverDigest : release.IsBackward ? release.Digest : release.Previous,
            RetainFor = _options.Switchover.RetainFor,
            Wave = isWhole ? null : new ReleaseWave((release?.Waves ?? 0) + 1, isLast, release?.IsBackward ?? false),
            Undoes = release is not { IsBackward: true } && _journal.Book.Pin is { } pin && pin.Target == digest ? pin.Undoes : null,
        };
    }

    private async ValueTask HoldAsync(TickWork tick, SwitchoverState run, string? reason, CancellationToken cancellationToken)
    {
        if (string.Equals(run.HoldReason, reason, StringComparison.Ordinal))
        {
            return;
        }

        await _journal.AppendAsync(
            tick.Lease.Epoch, JournalRecordKind.Held, RunKey(run.Plan), new HeldPayload(reason), JournalPayloads.Default.HeldPayload, cancellationToken).ConfigureAwait(false);
        if (reason is not null)
        {
            Log.RunHeld(_logger, run.Plan.Run, Cluster, run.Phase, reason);
        }
    }
}
