using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

public sealed class SimulationWorldTests
{
    [Fact]
    public void Run_WaitsForWhatNothingBrings_ThrowsNamingTheLastCall()
    {
        var small = new SmallWorld();
        SimulationException thrown = Should.Throw<SimulationException>(() => small.World.Run(async () =>
        {
            await small.Cluster.Fleet.ListAsync(small.Cluster.Name, CancellationToken.None);
            await new TaskCompletionSource().Task;
        }));
        thrown.Message.ShouldBe("The simulated work is unfinished and nothing is left to wake it; the last call was shop/fleet.List.");
    }

    [Fact]
    public void Run_OnlyAPeriodicTimerIsLeft_ThrowsAllTheSame()
    {
        var small = new SmallWorld();
        using ITimer timer = small.World.Time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Should.Throw<SimulationException>(() => small.World.Run(() => new TaskCompletionSource().Task)).Message.ShouldContain("the last call was none");
    }

    [Fact]
    public void Run_WorkThrows_ThrowsTheSame()
    {
        var small = new SmallWorld();
        Should.Throw<InvalidTimeZoneException>(() => small.World.Run(async () =>
        {
            await small.PassAsync(TimeSpan.FromHours(1));
            throw new InvalidTimeZoneException();
        }));
    }

    [Fact]
    public void Run_Awaits_StaysOnItsThreadWithoutAContext()
    {
        var small = new SmallWorld();
        var context = new SynchronizationContext();
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            int thread = Environment.CurrentManagedThreadId;
            small.World.Run(async () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    SynchronizationContext.Current.ShouldBeNull();
                    await small.ObserveAsync();
                    Environment.CurrentManagedThreadId.ShouldBe(thread);
                }
            });
            SynchronizationContext.Current.ShouldBe(context);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void Call_FromAnotherThread_ThrowsNamingThePort()
    {
        var small = new SmallWorld();
        SimulationException? thrown = null;
        small.World.Run(() =>
        {
            var thread = new Thread(() => thrown = Should.Throw<SimulationException>(() => small.ObserveAsync().AsTask()));
            thread.Start();
            thread.Join();
            return Task.CompletedTask;
        });
        thrown.ShouldNotBeNull().Message.ShouldStartWith("shop/lb.Observe was called on thread ");
    }

    [Fact]
    public void Call_OfAnyPort_DoesNotCompleteSynchronously()
    {
        var small = new SmallWorld();
        InstanceId id = small.StartLive(2)[0];
        SimulatedCluster cluster = small.Cluster;
        CancellationToken none = CancellationToken.None;
        var key = new EffectKey(cluster.Name, new RunId(1), 1, 1);
        var epoch = new Epoch(1);
        Func<Task>[] calls =
        [
            () => cluster.Fleet.ListAsync(cluster.Name, none).AsTask(),
            () => cluster.Fleet.LaunchAsync(new LaunchArguments(key, epoch, SmallWorld.Web, 1, cluster.Configuration.Desired), none).AsTask(),
            () => small.Router.ObserveAsync(cluster.Name, none).AsTask(),
            () => small.Router.SetWeightsAsync(new SetWeightsArguments(key, epoch, [new RouteWeight(id, 0)]), none).AsTask(),
            () => small.Router.RemoveAsync(new RemoveRoutesArguments(key, epoch, [id]), none).AsTask(),
            () => cluster.Monitoring.ObserveAsync(cluster.Name, none).AsTask(),
            () => cluster.Monitoring.DetachAsync(new MonitoringArguments(key, epoch, [id]), none).AsTask(),
            () => cluster.Monitoring.AttachAsync(new MonitoringArguments(key, epoch, [id]), none).AsTask(),
            () => ((IConfigurationSource)cluster.Configuration).ReadDesiredAsync(new DesiredArguments(cluster.Name, null, [], 0, []), none).AsTask(),
            () => cluster.Configuration.ReadAsync(cluster.Name, [id], none).AsTask(),
            () => cluster.Metrics.ReadAsync(
                new MetricReadArguments(cluster.Name, new LoadMetric { Name = new MetricName("x") }, small.World.Start, small.World.Now), none).AsTask(),
            () => cluster.Fleet.TerminateAsync(new TerminateArguments(key, epoch, [id]), none).AsTask(),
        ];
        small.World.Run(async () =>
        {
            foreach (Func<Task> call in calls)
            {
                DateTimeOffset asked = small.World.Now;
                Task task = call();
                task.IsCompleted.ShouldBeFalse();
                await task;
                small.World.Now.ShouldBeGreaterThan(asked);
            }
        });
    }

    [Fact]
    public void Call_CancelledWhileItTakesItsTime_HasHappenedAllTheSame()
    {
        var small = new SmallWorld();
        small.World.Run(async () =>
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(1), small.World.Time);
            Exception? thrown = await Record.ExceptionAsync(async () => await small.Cluster.Fleet.LaunchAsync(
                new LaunchArguments(new EffectKey(small.Cluster.Name, new RunId(1), 1, 1), new Epoch(1), SmallWorld.Web, 1, small.Cluster.Configuration.Desired),
                source.Token));
            thrown.ShouldBeAssignableTo<OperationCanceledException>();
            small.Cluster.Fleet.Instances.Count.ShouldBe(1);
        });
    }

    [Fact]
    public void Random_OfTwoStreams_IsIndependent()
    {
        var world = new SimulationWorld(7, DateTimeOffset.UnixEpoch);
        double[] alone = Draw(world.Random("a"), 5);
        SimulationRandom a = world.Random("a");
        SimulationRandom b = world.Random("b");
        double[] interleaved = [.. Enumerable.Range(0, 5).Select(_ => (a.NextDouble(), b.NextDouble()).Item1)];

        interleaved.ShouldBe(alone);
        Draw(world.Random("b"), 5).Intersect(alone).ShouldBeEmpty();
        Draw(new SimulationWorld(8, DateTimeOffset.UnixEpoch).Random("a"), 5).Intersect(alone).ShouldBeEmpty();
    }

    [Fact]
    public void Random_OneMoreDrawInOnePart_LeavesTheOthers()
    {
        // A call more draws one more latency; the lags of the data plane stay.
        LagOf(observations: 0).ShouldBe(LagOf(observations: 5));
    }

    private static double[] Draw(SimulationRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];

    private static TimeSpan LagOf(int observations)
    {
        var small = new SmallWorld(seed: 3);
        small.StartLive(1);
        InstanceId id = small.PlaceReady(1)[0];
        TimeSpan lag = default;
        small.World.Run(async () =>
        {
            for (int i = 0; i < observations; i++)
            {
                await small.ObserveAsync();
            }

            DateTimeOffset accepted = small.World.Now;
            await small.SetAsync(RouteWeight.Full, id);
            await small.PassAsync(TimeSpan.FromMinutes(1));
            lag = small.Cluster.Fleet.Find(id)!.FirstRoutedAt!.Value - accepted;
        });
        return lag;
    }
}
