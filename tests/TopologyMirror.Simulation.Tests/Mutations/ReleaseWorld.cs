using TopologyMirror.Pipeline;
using TopologyMirror.Metrics;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Data;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A release that must not stay, or must not be routed: what serves requests badly, what gets none, what is changed by hand before its turn.</summary>
internal static class ReleaseWorld
{
    private static readonly ConfigDigest Second = new(2.ToString("x64", null));

    private static readonly ConfigDigest Stranger = new(new string('f', ConfigDigest.Length));

    public static string? Play(int seed, BlindSpot danger, bool isBlind, LeftOut? leftOut = null)
    {
        var world = new WorkWorld(seed, work: false);
        SimulationRandom dice = world.World.Random("danger");
        bool strikes = danger == BlindSpot.Validation;
        switch (danger)
        {
            case BlindSpot.Alarms:
                world.Cluster.Monitoring.FailWhenServing(Second, dice.NextBetween(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(90)));
                break;
            case BlindSpot.Signals:
                world.Cluster.Monitoring.Measure(WorkWorld.Web, new MetricName("rps"), 10).SetErrors(Second, 0.1 + (dice.NextDouble() / 2));
                break;
            case BlindSpot.Verification:
                world.Cluster.Routers[0].Starve(Second);
                break;
        }

        world.Pipeline = world.Builder("one")
            .DecorateSwitchover(inner => new Rogue(isBlind ? new BlindSwitchover(inner, danger) : inner, (state, observation) =>
            {
                if (strikes && state is { Phase: SwitchoverPhase.Reserve, Plan.Kind: SwitchoverKind.Replace })
                {
                    strikes = false;
                    SimulatedInstance victim = world.Cluster.Fleet.Find(state.Plan.Promote[(int)(dice.NextDouble() * state.Plan.Promote.Count)])!;
                    (victim.Digest, victim.InForce) = (Stranger, Stranger);

                    // So that what looks next can see it.
                    return new SwitchoverAction.Wait(observation.Now, "the edit");
                }

                return null;
            }))
            .LeaveOut(leftOut ?? LeftOut.Nothing)
            .Build();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.Release();
            await world.TickAsync(20);
        });
        return world.Cluster.Watch.Violations is [var first, ..] ? first.ToString()
            : danger != BlindSpot.Validation && world.Runs.Any(static r => r.Plan.Kind == SwitchoverKind.Replace && r.Outcome == SwitchoverOutcome.Committed)
                ? "the release was committed"
                : null;
    }
}
