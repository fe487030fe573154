using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Data;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A cluster with work and data whose host replaced sequence and planner by reckless ones; two releases and a surge give them occasions.</summary>
internal static class RecklessWorld
{
    /// <summary>The harm that is done, of any kind or of that which one invariant keeps out.</summary>
    public static string? Play(int seed, LeftOut leftOut, string? invariant = null, double ending = 0.1)
    {
        var world = new WorkWorld(seed, static minute => minute is >= 19 and < 26 ? 38 : 25, reversible: true);
        world.DataSet!.ReplicaLag = TimeSpan.FromSeconds(4);
        SimulationRandom faults = world.World.Random("port faults");
        world.Cluster.CallFaults = (_, call) => call == "SetWeights" && faults.NextDouble() < 0.1 ? SimulatedCallFault.Fails : SimulatedCallFault.None;
        world.Pipeline = world.Builder("one")
            .AddService("web", static s => s.DependsOn.Add("jobs"))
            .UseSimulatedWiring(world.World)
            .UseFleet(new ForgetfulFleet(world.Cluster.Fleet, world.World.Random("fleet")))
            .DecorateSwitchover(inner => new RecklessSwitchover(inner, world.World.Random("switchover")))
            .DecorateShadowManager(inner => new RecklessShadowManager(inner, world.World.Random("shadow manager"), ending))
            .LeaveOut(leftOut)
            .Build();
        world.Run(async () =>
        {
            for (int tick = 0; tick < 34; tick++)
            {
                if (tick is 4 or 16)
                {
                    world.Release();
                }

                try
                {
                    await world.TickAsync();
                }
                catch (Exception e) when (e is not SimulationException)
                {
                    // What a reckless part makes of a tick is its own affair, as long as nothing is harmed.
                }
            }
        });
        return world.Cluster.Watch.Violations.FirstOrDefault(b => invariant is null || string.Equals(b.Name, invariant, StringComparison.Ordinal)) is { Name: not null } first
            ? first.ToString()
            : invariant is null ? Hasty(world) : null;
    }

    /// <summary>A run repeats an effect that was not accepted only after a while; the ground truth knows nothing of attempts, the journal does.</summary>
    private static string? Hasty(WorkWorld world)
    {
        TimeSpan delay = new Switchover.SwitchoverOptions().RetryDelay;
        var failed = new SortedDictionary<RunId, DateTimeOffset>();
        var asked = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        foreach (JournalRecord record in world.World.Store.Read(world.Cluster.Name, 0))
        {
            string key = new EffectKey(record.Cluster, record.Run, record.Step, record.Attempt).ToString();
            if (record.Kind == JournalRecordKind.Intent)
            {
                asked[key] = record.Time;
            }
            else if (record.Kind is JournalRecordKind.Entered or JournalRecordKind.Closed)
            {
                failed.Remove(record.Run);
            }
            else if (record.Kind == JournalRecordKind.Result)
            {
                EffectOutcomeKind outcome = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResultPayload, record.Sequence).Outcome;
                if (outcome != EffectOutcomeKind.Refused && failed.TryGetValue(record.Run, out DateTimeOffset before) && asked[key] < before + delay)
                {
                    return $"effect {key} followed after {asked[key] - before} on one that was not accepted";
                }

                failed.Remove(record.Run);
                if (outcome != EffectOutcomeKind.Accepted)
                {
                    failed[record.Run] = asked[key];
                }
            }
        }

        return null;
    }
}
