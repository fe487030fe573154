using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>
    /// Puts right whom the shadow calls, and whom live calls after live has changed. While a run is open live is left alone, and while a
    /// Replace is open the shadow too: what a run brings in it wires itself.
    /// </summary>
    private async ValueTask<ClusterObservation> RewireAsync(LeaseHandle lease, ClusterObservation observation, CancellationToken cancellationToken)
    {
        SwitchoverState? run = _journal.Book.Open;
        bool left = _options.Mode != ControlMode.Automatic || _journal.Book.IsPaused || run?.Plan.Kind == SwitchoverKind.Replace;
        if (observation.World.Wiring is not { } wiring || left)
        {
            return observation;
        }

        IReadOnlyList<WiringMember> members = RunWiring.Members(observation.World, run);
        bool changed = await WireAsync(WiringPlanner.Fixes(members, wiring, static t => t == WiringTier.Shadow), "the shadow calls the shadow").ConfigureAwait(false);
        if (run is null)
        {
            changed |= await WireAsync(WiringPlanner.Fixes(members, wiring, static t => t == WiringTier.Live), "live calls live").ConfigureAwait(false);
        }

        return changed ? await ObserveAsync(cancellationToken).ConfigureAwait(false) : observation;

        async ValueTask<bool> WireAsync(IReadOnlyList<WireLink> links, string reason)
        {
            if (links.Count == 0)
            {
                return false;
            }

            var key = new EffectKey(Cluster, _journal.Book.LastRun.Next, 1, 1);
            EffectOutcome outcome = await _guard.For(observation, lease).WireAsync(key, links, reason, cancellationToken).ConfigureAwait(false);
            return outcome.Kind is EffectOutcomeKind.Accepted or EffectOutcomeKind.Unknown;
        }
    }
}
