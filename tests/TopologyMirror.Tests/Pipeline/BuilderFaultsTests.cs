using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Pipeline;

public sealed class BuilderFaultsTests
{
    private readonly SimulationWorld _world = new(1, TestWorld.Noon);

    [Fact]
    public void Faults_CompleteCluster_AreNone() => Whole().Faults().ShouldBeEmpty();

    [Fact]
    public void Faults_NoProvider_SaysWhatToCall() =>
        New().Faults().ShouldBe(["Cluster 'shop' has no provider; call UseSimulation or another provider's Use method."]);

    [Fact]
    public void Faults_PartsOfAProvider_NameEachPart()
    {
        SimulatedCluster cluster = _world.Cluster(TestWorld.Shop);

        New().UseFleet(cluster.Fleet).Faults().ShouldBe([
            "Cluster 'shop' has no traffic router; call AddRouter or a provider's Use method.",
            "Cluster 'shop' has no configuration source and target; call UseConfiguration or a provider's Use method.",
            "Load metric 'rps' of cluster 'shop' has no source; call UseMetricSource or UseMeterMetrics, or give AddLoadMetric one."]);
        New().AddRouter(cluster.Routers[0]).Faults()[0].ShouldBe("Cluster 'shop' has no instance fleet; call UseFleet or a provider's Use method.");
    }

    [Fact]
    public void Faults_TwoRoutersOfOneName_NamesIt() =>
        Whole().AddRouter(_world.Cluster(TestWorld.Shop).Routers[0]).Faults().ShouldBe(["Cluster 'shop' has 2 routers named 'lb'."]);

    [Fact]
    public void Faults_MissingCapability_NamesClusterPortAndWhatItCan()
    {
        SimulatedCluster cluster = _world.Cluster(TestWorld.Shop);
        Whole().AddRouter(new StubRouter()).UseConfiguration(cluster.Configuration, new StubTarget()).Faults().ShouldBe([
            "Cluster 'shop' needs JoinByRoute of its routers, which 'stub' cannot do (it can do: DrainInPlace, OpenConnections).",
            "Cluster 'shop' needs DigestReadBack of its configuration target, which 'mute' cannot do (it can do: None)."]);
    }

    [Fact]
    public void Faults_SourceNeedsWhatTheTargetCannot_NamesBoth()
    {
        SimulatedCluster cluster = _world.Cluster(TestWorld.Shop);
        Whole().UseConfiguration(new CapturedConfiguration(cluster.Configuration, _world.Time), new StubTarget()).Faults().ShouldContain(
            "Configuration source 'captured' of cluster 'shop' needs Delivery, Capture of its configuration target, which 'mute' cannot do (it can do: None).");
        Whole().UseConfiguration(new CapturedConfiguration(cluster.Configuration, _world.Time), cluster.Configuration).Faults().ShouldBeEmpty();
    }

    [Fact]
    public void Faults_UnknownServicesAndMetrics_AreNamed()
    {
        MirrorPipelineBuilder builder = Whole().AddService("api", s =>
        {
            s.LoadPerInstance = 5;
            s.DependsOn.Add("db");
            s.LoadPer["cpu"] = 1;
        }).AddLoadMetric("orders", m => m.Service = "shop-api");

        builder.Faults().ShouldBe([
            "LoadMetricOptions.Service of load metric 'orders' is 'shop-api', which is not one of the cluster's services.",
            "ServiceOptions.LoadPer of service 'api' names 'cpu', which is not one of the cluster's load metrics.",
            "Service 'api' of cluster 'shop' depends on 'db', which is not one of its services."]);
    }

    [Fact]
    public void Faults_ServiceWithoutLoad_SaysWhatToSet() =>
        Whole().AddService("api").Faults()
            .ShouldBe(["Service 'api' is driven by no load metric: set ServiceOptions.LoadPerInstance and add a load metric with AddLoadMetric."]);

    [Fact]
    public void Faults_NoService_SaysWhatToCall() =>
        new MirrorPipelineBuilder("shop").UseSimulation(_world).Faults().ShouldBe(["Cluster 'shop' has no service; add one with AddService."]);

    [Fact]
    public void Faults_Circle_NamesIt() =>
        Whole().AddService("web", s => s.DependsOn.Add("api")).AddService("api", s =>
        {
            s.LoadPerInstance = 1;
            s.DependsOn.Add("web");
        }).Faults().ShouldBe(["Services of cluster 'shop' depend on each other in a circle: api -> web -> api."]);

    [Fact]
    public void Faults_NamesOfAnotherForm_AreNamed() =>
        Whole().AddLoadMetric("requests per second").Faults().ShouldBe([
            "'requests per second' is no valid metric name: 1 to 128 letters, digits, '.', '_', '-', '/' or ':' that start with a letter or digit."]);

    [Fact]
    public void Faults_ContradictingOptions_NameBothWithBothValuesAllAtOnce() =>
        Whole().AddService("web", s => (s.Floor, s.Ceiling) = (9, 5)).AddLoadMetric("rps", m => m.Step = TimeSpan.FromHours(2)).Configure(o =>
        {
            o.Switchover.MinimumDrain = TimeSpan.FromMinutes(20);
            o.Switchover.PollInterval = TimeSpan.FromMinutes(2);
            o.CallTimeout = TimeSpan.FromSeconds(30);
        }).Faults().ShouldBe([
            "SwitchoverOptions.MinimumDrain (00:20:00) must not be longer than SwitchoverOptions.DrainTimeout (00:10:00).",
            "SwitchoverOptions.PollInterval (00:02:00) must not be longer than SwitchoverOptions.VerifyTimeout (00:01:00).",
            "MirrorPipelineOptions.CallTimeout (00:00:30) must be shorter than two thirds of MirrorPipelineOptions.LeaseDuration (00:00:10).",
            "MirrorPipelineOptions.CallTimeout (00:00:30) must be shorter than SafetyOptions.ObservationAgeLimit (00:00:30).",
            "LoadMetricOptions.Step (02:00:00) of load metric 'rps' must not be longer than ForecastOptions.Horizon (01:00:00).",
            "ServiceOptions.Floor (9) of service 'web' must not be greater than ServiceOptions.Ceiling (5)."]);

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Faults_LoadPerInstanceIsNoLoad_NamesIt(double load)
    {
        Whole().AddService("web", s => s.LoadPer["rps"] = load).Faults().ShouldHaveSingleItem()
            .ShouldBe(FormattableString.Invariant($"ServiceOptions.LoadPer[rps] ({load}) of service 'web' must be a finite number greater than zero."));
        Whole().AddService("web", s => s.LoadPerInstance = load).Faults().ShouldHaveSingleItem().ShouldContain("LoadPerInstance");
    }

    [Fact]
    public void Faults_OutOfRangeInAPart_NamesValueAndLimits() =>
        Whole().Configure(o => o.Propagation.FanOut = 0).Faults().ShouldBe(["FanOut: MirrorPipelineOptions.Propagation.FanOut (0) must be between 1 and 1000."]);

    [Fact]
    public void Faults_OutOfRange_NamesTheOption() =>
        Whole().Configure(o => o.Capacity.Risk = 0.9).Faults().ShouldHaveSingleItem().ShouldContain("Risk");

    [Fact]
    public void Faults_Validations_AreNamed() =>
        Whole().AddValidation("app", Pass).AddValidation("app", Pass).AddValidation("wiring", Pass).AddValidation("slow", Pass, TimeSpan.FromMinutes(6)).Faults().ShouldBe([
            "Cluster 'shop' has a validation check named 'wiring', which is the name of a built-in one.",
            "Cluster 'shop' has 2 validation checks named 'app'.",
            "The deadline of validation check 'slow' of cluster 'shop' (00:06:00) must be longer than zero and at most half of ValidationOptions.ValidFor (00:10:00)."]);

    [Fact]
    public void Faults_ContradictingOptionsOfValidation_NameBothWithBothValues() =>
        Whole().Configure(o =>
        {
            (o.Validation.ReadyFor, o.Validation.RetryDelay, o.Validation.ValidFor) = (TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
            (o.Validation.SyntheticLoad.Duration, o.Validation.SyntheticLoad.ValidFor) = (TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(3));
            (o.Validation.TickWait, o.Safety.ObservationAgeLimit) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20));
        }).Faults().ShouldBe([
            "ValidationOptions.ReadyFor (00:03:00) must be shorter than ValidationOptions.Deadline (00:02:00).",
            "ValidationOptions.RetryDelay (00:02:00) must be shorter than ValidationOptions.Deadline (00:02:00).",
            "ValidationOptions.Deadline (00:02:00) must not be longer than half of ValidationOptions.ValidFor (00:03:00).",
            "SyntheticLoadOptions.Duration (00:02:00) must be shorter than SyntheticLoadOptions.Deadline (00:02:00).",
            "SyntheticLoadOptions.Deadline (00:02:00) must not be longer than half of SyntheticLoadOptions.ValidFor (00:03:00).",
            "ValidationOptions.TickWait (00:00:20) must be shorter than SafetyOptions.ObservationAgeLimit (00:00:20)."]);

    [Fact]
    public void Faults_SyntheticLoadWithoutARate_NamesIt() =>
        Whole().AddLoadMetric("rps", m => m.Level()).UseSimulatedLoad(_world).Faults().ShouldBe(
            ["Cluster 'shop' has the synthetic load 'simulated-load' and no load metric of kind Rate that it could offer."]);

    [Fact]
    public void Build_WithFaults_ThrowsThemAllAtOnce()
    {
        InvalidPipelineException thrown = Should.Throw<InvalidPipelineException>(() => New().AddService("api").Build());

        thrown.Cluster.ShouldBe("shop");
        thrown.Faults.Count.ShouldBe(2);
        thrown.Message.ShouldBe($"Cluster 'shop' cannot be built: {thrown.Faults[0]} {thrown.Faults[1]}");
    }

    private static ValueTask<ValidationFinding> Pass(ValidationArguments arguments, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ValidationFinding.Passed(arguments.Instance.Id));

    private static MirrorPipelineBuilder New() => new MirrorPipelineBuilder("shop").AddService("web", s => s.LoadPerInstance = 10).AddLoadMetric("rps");

    private MirrorPipelineBuilder Whole() => New().UseSimulation(_world);

    private sealed class StubRouter : ITrafficRouter
    {
        public PortDescription Description { get; } = new("stub", PortCapabilities.DrainInPlace | PortCapabilities.OpenConnections, Fencing.Atomic);

        public ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class StubTarget : IConfigurationTarget
    {
        public PortDescription Description { get; } = new("mute", PortCapabilities.None, Fencing.Atomic);

        public ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
            ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
