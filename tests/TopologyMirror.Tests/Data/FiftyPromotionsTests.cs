using TopologyMirror.Durability;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Data;

/// <summary>10,000 messages and a cron of every second over 50 promotions: Joins, ScaleIns and Replaces, some rolled back, some with a controller that dies.</summary>
public sealed class FiftyPromotionsTests
{
    private const int Messages = 10_000;
    private const int Promotions = 50;

    /// <summary>docs/work.md: stop and start in the data plane, two polls, calls; a controller that dies adds its lease and one tick.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2 + 2 + (2 * 2) + (2 * 5) + 2);

    private static readonly TimeSpan BoundOfACrash = Bound + TimeSpan.FromSeconds(10 + 60);

    [Theory]
    [InlineData(7, false, false)]
    [InlineData(8, true, false)]
    [InlineData(9, true, true)]
    public void Run_FiftyPromotions_LosesNoMessageAndRunsNoSecondTwice(int seed, bool crashes, bool claimed)
    {
        var world = new WorkWorld(seed);
        world.Queue!.IsClaimed = claimed;
        world.Run(() => PlayAsync(world, crashes));

        world.ShouldBeUnharmed();
        world.Runs.Count.ShouldBeGreaterThanOrEqualTo(Promotions);
        foreach (SwitchoverKind kind in Enum.GetValues<SwitchoverKind>())
        {
            world.Runs.Count(r => r.Plan.Kind == kind && r.Outcome == SwitchoverOutcome.Committed).ShouldBeGreaterThan(5, $"{kind}");
        }

        world.Runs.Count(r => r.Outcome == SwitchoverOutcome.RolledBack).ShouldBeGreaterThan(2);
        world.Journal.Crashes.ShouldBeInRange(crashes ? 5 : 0, crashes ? 50 : 0);

        // No message is lost, and none is taken twice.
        world.Queue.Sent.ShouldBe(Messages);
        world.Queue.Open.ShouldBe(0);
        world.Queue.Deliveries.Where(d => d.IsAcknowledged).Select(d => d.Message).Order().ShouldBe(Enumerable.Range(0, Messages).Select(i => (long)i));
        OverlapsOfOneMessage(world.Queue).ShouldBeEmpty();
        OverlapsOfTwoSides(world).ShouldBeEmpty();

        // No second twice (ShouldBeUnharmed), and none missed for longer than work takes to change hands.
        world.Cron!.Ticks.Select(t => t.Instance).Distinct().Count().ShouldBeGreaterThan(10);
        world.Cron.LongestGap.ShouldBeLessThanOrEqualTo(crashes ? BoundOfACrash : Bound);
    }

    private static async Task PlayAsync(WorkWorld world, bool crashes)
    {
        world.BeforeTick = () => world.Queue!.Send((int)Math.Min(75, Messages - world.Queue.Sent));
        await world.TickAsync(4);
        for (int cycle = 0; cycle < 40 && (world.Runs.Count < Promotions || world.Queue!.Sent < Messages); cycle++)
        {
            await NextRunAsync(world, () => world.Pipeline.Operator.Promote("ann", "more", count: 1));
            await NextRunAsync(world, () => world.Pipeline.Operator.Rollback("ann", "enough"));
            if (crashes)
            {
                int records = 3 + (5 * cycle % 23);
                int from = world.Journal.Appended;
                world.Journal.IsBeforeTheRecord = cycle % 2 == 0;
                world.Journal.At = r => r.Kind != JournalRecordKind.Command && world.Journal.Appended - from >= records;
            }

            ConfigDigest next = world.Release();
            if (cycle % 3 == 1)
            {
                world.Cluster.Monitoring.FailWhenServing(next, TimeSpan.FromSeconds(75));
            }

            await NextRunAsync(world, static () => { });
        }

        world.Journal.At = null;
        await world.TickAsync(10, () => world.Queue!.Open == 0);
    }

    private static async Task NextRunAsync(WorkWorld world, Action ask)
    {
        // After a crash what is asked for may be there already, or refused: then the story goes on.
        int before = world.Runs.Count;
        for (int tick = 0; tick < 25 && (world.Runs.Count == before || world.Pipeline.Status.OpenRun is not null); tick++)
        {
            if (world.Pipeline.Status.OpenRun is null)
            {
                ask();
            }

            await world.TickAsync();
        }
    }

    private static IEnumerable<string> OverlapsOfOneMessage(SimulatedQueue queue) => queue.Deliveries
        .GroupBy(d => d.Message)
        .Where(g => g.Count() > 1)
        .SelectMany(g => g.OrderBy(d => d.From).Zip(g.OrderBy(d => d.From).Skip(1)))
        .Where(pair => pair.Second.From < pair.First.To)
        .Select(pair => $"{pair.First} and {pair.Second}");

    /// <summary>At no moment do instances of two revisions process messages.</summary>
    private static IEnumerable<string> OverlapsOfTwoSides(WorkWorld world)
    {
        SimulatedDelivery? longest = null;
        foreach (SimulatedDelivery delivery in world.Queue!.Deliveries.OrderBy(d => d.From))
        {
            if (longest is not null && delivery.From < longest.To && world.Digests[delivery.Instance] != world.Digests[longest.Instance])
            {
                yield return $"{longest} and {delivery}";
            }

            longest = longest is null || delivery.To > longest.To ? delivery : longest;
        }
    }
}
