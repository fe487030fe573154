using TopologyMirror.Durability;
using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

public static partial class TrafficRouterContract
{
    private const int LooksAtASwap = 120;

    private static async Task ObserveAsync_AtFirst_ShowsWhoIsRouted(IRouterFixture f, CancellationToken token)
    {
        DateTimeOffset asked = f.Time.GetUtcNow();
        RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.Equal(f.Router.Description.Name, table.Router);
        Expect.Stamped(f, asked, table.ObservedAt);
        Expect.SameItems(f.Routed, table.Routes.Where(r => r.Weight > 0).Select(r => r.Instance));
        Expect.That(table.Routes.All(r => r.PendingWeight is null), "A weight is pending that nobody asked for.");
    }

    private static async Task SetWeightsAsync_Standby_IsPendingThenInForce(IRouterFixture f, CancellationToken token)
    {
        InstanceId id = f.Standby[0];
        await SetAsync(f, 1, token, Full(id));
        InstanceRoute? route = (await f.Router.ObserveAsync(f.Cluster, token)).Find(id);
        Expect.Equal(RouteWeight.Full, route?.PendingWeight ?? route?.Weight);
        await InForceAsync(f, id, RouteWeight.Full, token);
    }

    private static async Task SetWeightsAsync_Standby_LeavesTheOthers(IRouterFixture f, CancellationToken token)
    {
        RouteTable before = await f.Router.ObserveAsync(f.Cluster, token);
        await SetAsync(f, 1, token, Full(f.Standby[0]));
        await InForceAsync(f, f.Standby[0], RouteWeight.Full, token);
        RouteTable after = await f.Router.ObserveAsync(f.Cluster, token);
        foreach (InstanceId id in f.Routed.Append(f.Standby[1]))
        {
            Expect.Equal(before.WeightOf(id), after.WeightOf(id));
            Expect.Equal(null, after.Find(id)?.PendingWeight);
        }
    }

    private static async Task SetWeightsAsync_SameKey_ChangesNothing(IRouterFixture f, CancellationToken token)
    {
        InstanceId id = f.Standby[0];
        await SetAsync(f, 1, token, Full(id));
        await SetAsync(f, 1, token, Full(id));
        await InForceAsync(f, id, RouteWeight.Full, token);
        await SetAsync(f, 1, token, Full(id));
        InstanceRoute? route = (await f.Router.ObserveAsync(f.Cluster, token)).Find(id);
        Expect.Equal(RouteWeight.Full, route?.Weight);
        Expect.Equal(null, route?.PendingWeight);
    }

    private static async Task SetWeightsAsync_SwapOfAll_NeverLeavesNone(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, [.. f.Routed.Select(Zero), .. f.Standby.Select(Full)]);
        for (int look = 0; look < LooksAtASwap; look++)
        {
            RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
            Expect.That(table.Routes.Any(r => r.Weight > 0), "No instance of the service has a weight above 0.");
            await f.PassTimeAsync(f.Patience / (5 * LooksAtASwap), token);
        }

        await InForceAsync(f, f.Standby[0], RouteWeight.Full, token);
        await InForceAsync(f, f.Standby[1], RouteWeight.Full, token);
    }

    private static async Task SetWeightsAsync_Zero_KeepsItsPlace(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Zero(f.Routed[0]));
        await InForceAsync(f, f.Routed[0], 0, token);
        await f.PassTimeAsync(f.Patience / 2, token);
        RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.That(table.Find(f.Routed[0]) is { Weight: 0 }, $"{f.Routed[0]} was drained, and is not in the table any more.");
        Expect.That(table.WeightOf(f.Routed[1]) > 0, $"{f.Routed[1]} lost its requests, and nobody asked for it.");
    }

    private static async Task SetWeightsAsync_DrainedAgainFull_ServesAgain(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Zero(f.Routed[0]));
        await InForceAsync(f, f.Routed[0], 0, token);
        await SetAsync(f, 2, token, Full(f.Routed[0]));
        await InForceAsync(f, f.Routed[0], RouteWeight.Full, token);
    }

    private static async Task SetWeightsAsync_LaterCall_WinsOverPending(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Zero(f.Routed[0]));
        await SetAsync(f, 2, token, Full(f.Routed[0]));
        await InForceAsync(f, f.Routed[0], RouteWeight.Full, token);
        await f.PassTimeAsync(f.Patience / 2, token);
        await InForceAsync(f, f.Routed[0], RouteWeight.Full, token);
    }

    private static async Task RemoveAsync_Drained_IsOutOfTheTable(IRouterFixture f, CancellationToken token)
    {
        await DrainAndRemoveAsync(f, token);
        RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.That(table.WeightOf(f.Routed[1]) > 0, $"{f.Routed[1]} lost its requests, and nobody asked for it.");
    }

    private static async Task RemoveAsync_Unknown_IsNoError(IRouterFixture f, CancellationToken token)
    {
        await RemoveAsync(f, 1, token, new InstanceId("no-such-instance"));
        await RemoveAsync(f, 2, token);
        RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.SameItems(f.Routed, table.Routes.Where(r => r.Weight > 0).Select(r => r.Instance));
    }

    private static async Task RemoveAsync_SameKey_ChangesNothing(IRouterFixture f, CancellationToken token)
    {
        await DrainAndRemoveAsync(f, token);
        await RemoveAsync(f, 2, token, f.Routed[0]);
        await OutOfTheTableAsync(f, f.Routed[0], token);
    }

    private static async Task ObserveAsync_Drained_HasNoConnectionsInTheEnd(IRouterFixture f, CancellationToken token)
    {
        RouteTable before = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.That(f.Routed.All(id => before.Find(id)?.OpenConnections >= 0), "The open connections of a routed instance are not told.");
        await SetAsync(f, 1, token, Zero(f.Routed[0]));
        await InForceAsync(f, f.Routed[0], 0, token);
        await Expect.EventuallyAsync(
            f,
            async () => (await f.Router.ObserveAsync(f.Cluster, token)).Find(f.Routed[0]) is null or { OpenConnections: 0 },
            $"{f.Routed[0]} has no open connections",
            token);
    }

    private static async Task ObserveAsync_Routed_SharesAreParts(IRouterFixture f, CancellationToken token)
    {
        RouteTable table = await f.Router.ObserveAsync(f.Cluster, token);
        Expect.That(f.Routed.All(id => table.Find(id)?.RequestShare is >= 0 and <= 1), "The share of a routed instance is not between 0 and 1.");
        Expect.That(table.Routes.Sum(r => r.RequestShare ?? 0) <= 1 + 1e-9, "The shares add up to more than 1.");
    }

    private static async Task SetWeightsAsync_StaleEpoch_IsRefused(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Full(f.Routed[0]));
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Router.SetWeightsAsync(new(Effects.Key(f, 2), Effects.Stale, [Zero(f.Routed[0])]), token), "A weight under a stale epoch");
        await f.PassTimeAsync(f.Patience / 2, token);
        await InForceAsync(f, f.Routed[0], RouteWeight.Full, token);
    }

    private static async Task RemoveAsync_StaleEpoch_IsRefused(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Full(f.Routed[0]));
        await Expect.ThrowsAsync<StaleEpochException>(
            () => f.Router.RemoveAsync(new(Effects.Key(f, 2), Effects.Stale, [f.Routed[0]]), token), "A removal under a stale epoch");
        await InForceAsync(f, f.Routed[0], RouteWeight.Full, token);
    }

    private static async Task DrainAndRemoveAsync(IRouterFixture f, CancellationToken token)
    {
        await SetAsync(f, 1, token, Zero(f.Routed[0]));
        await Expect.EventuallyAsync(
            f,
            async () => (await f.Router.ObserveAsync(f.Cluster, token)).WeightOf(f.Routed[0]) == 0,
            $"{f.Routed[0]} gets no requests",
            token);
        await RemoveAsync(f, 2, token, f.Routed[0]);
        await OutOfTheTableAsync(f, f.Routed[0], token);
    }

    private static Task OutOfTheTableAsync(IRouterFixture f, InstanceId instance, CancellationToken token) => Expect.EventuallyAsync(
        f, async () => (await f.Router.ObserveAsync(f.Cluster, token)).Find(instance) is null, $"{instance} is out of the table", token);
}
