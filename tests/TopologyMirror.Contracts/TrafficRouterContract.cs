using TopologyMirror.Routing;

namespace TopologyMirror.Contracts;

/// <summary>What every <see cref="ITrafficRouter"/> must do.</summary>
public static partial class TrafficRouterContract
{
    /// <summary>Gives the cases.</summary>
    /// <param name="scope">Makes fresh implementations.</param>
    /// <param name="declared">What the port says of itself.</param>
    public static ContractSuite For(FixtureScope<IRouterFixture> scope, PortDescription declared)
    {
        ArgumentNullException.ThrowIfNull(declared);
        bool atomic = declared.Fencing == Fencing.Atomic;
        bool drains = declared.Capabilities.HasFlag(PortCapabilities.DrainInPlace);
        bool joins = declared.Capabilities.HasFlag(PortCapabilities.JoinByRoute);
        return new SuiteBuilder<IRouterFixture>(nameof(ITrafficRouter), scope)
            .Add((f, _) => Description_Asked_IsAsDeclared(f, declared), nameof(Description_Asked_IsAsDeclared))
            .Add(ObserveAsync_AtFirst_ShowsWhoIsRouted)
            .AddWhen(joins, SetWeightsAsync_Standby_IsPendingThenInForce)
            .AddWhen(joins, SetWeightsAsync_Standby_LeavesTheOthers)
            .AddWhen(joins, SetWeightsAsync_SameKey_ChangesNothing)
            .AddWhen(joins, SetWeightsAsync_SwapOfAll_NeverLeavesNone)
            .AddWhen(drains, SetWeightsAsync_Zero_KeepsItsPlace)
            .AddWhen(drains, SetWeightsAsync_DrainedAgainFull_ServesAgain)
            .AddWhen(drains, SetWeightsAsync_LaterCall_WinsOverPending)
            .Add(RemoveAsync_Drained_IsOutOfTheTable)
            .Add(RemoveAsync_Unknown_IsNoError)
            .Add(RemoveAsync_SameKey_ChangesNothing)
            .AddWhen(declared.Capabilities.HasFlag(PortCapabilities.OpenConnections), ObserveAsync_Drained_HasNoConnectionsInTheEnd)
            .AddWhen(declared.Capabilities.HasFlag(PortCapabilities.RequestShares), ObserveAsync_Routed_SharesAreParts)
            .AddWhen(atomic, SetWeightsAsync_StaleEpoch_IsRefused)
            .AddWhen(atomic, RemoveAsync_StaleEpoch_IsRefused)
            .Build();
    }

    private static Task Description_Asked_IsAsDeclared(IRouterFixture f, PortDescription declared)
    {
        Expect.Equal(declared, f.Router.Description);
        return Task.CompletedTask;
    }

    private static ValueTask SetAsync(IRouterFixture f, int step, CancellationToken token, params RouteWeight[] weights) =>
        f.Router.SetWeightsAsync(
            new SetWeightsArguments(Effects.Key(f, step), Effects.Current, [.. weights.OrderBy(w => w.Instance)]), token);

    private static ValueTask RemoveAsync(IRouterFixture f, int step, CancellationToken token, params InstanceId[] instances) =>
        f.Router.RemoveAsync(new RemoveRoutesArguments(Effects.Key(f, step), Effects.Current, instances), token);

    private static RouteWeight Full(InstanceId instance) => new(instance, RouteWeight.Full);

    private static RouteWeight Zero(InstanceId instance) => new(instance, 0);

    /// <summary>Until the data plane uses the weight and nothing is pending.</summary>
    private static Task InForceAsync(IRouterFixture f, InstanceId instance, int weight, CancellationToken token) => Expect.EventuallyAsync(
        f,
        async () => (await f.Router.ObserveAsync(f.Cluster, token)).Find(instance) is { PendingWeight: null } route && route.Weight == weight,
        $"{instance} has the weight {weight} in force",
        token);
}
