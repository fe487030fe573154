using TopologyMirror.Routing;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>
/// A router that checks the mark before it acts and cannot refuse a lower epoch: a call that is under way when its owner dies lands all the
/// same, later.
/// </summary>
internal sealed class LateRouter(SimulationWorld world, SimulatedRouter router) : ITrafficRouter
{
    private Epoch _highest;

    public PortDescription Description { get; } = router.Description with { Fencing = Fencing.CheckThenAct };

    /// <summary>The next call lands so much later, and is not answered.</summary>
    public TimeSpan? NextIsLateBy { get; set; }

    /// <summary>When the late call landed, and when calls of later owners came in.</summary>
    public DateTimeOffset? LandedAt { get; private set; }

    public List<DateTimeOffset> LaterCalls { get; } = [];

    public List<DateTimeOffset> LaterLooks { get; } = [];

    public ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        if (NextIsLateBy is null && _highest > default(Epoch))
        {
            LaterLooks.Add(world.Now);
        }

        return router.ObserveAsync(cluster, cancellationToken);
    }

    public async ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken)
    {
        if (NextIsLateBy is { } late)
        {
            NextIsLateBy = null;
            _highest = arguments.Epoch;
            await world.WaitUntilAsync(world.Now + late, CancellationToken.None).ConfigureAwait(false);
            LandedAt = world.Now;
            await router.SetWeightsAsync(arguments with { Epoch = _highest }, CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return;
        }

        if (arguments.Epoch > _highest && _highest > default(Epoch))
        {
            LaterCalls.Add(world.Now);
        }

        await router.SetWeightsAsync(arguments, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken) => router.RemoveAsync(arguments, cancellationToken);
}
