using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Propagation;

/// <summary>What goes wrong on the way of a revision stops that revision, by one clear reason, and leaves live untouched.</summary>
public sealed class RejectionTests
{
    private readonly DeliveryWorld _shop = new();

    private MirrorPipeline Reject(Action<BundleDraft> change, int ticks = 20, Action<MirrorPipelineOptions>? configure = null)
    {
        MirrorPipeline pipeline = _shop.Build(configure);
        _shop.World.Run(async () =>
        {
            await _shop.World.TickAsync(pipeline, 5);
            ConfigurationBundle second = _shop.Publish("web:2", change);
            await _shop.World.TickAsync(pipeline, ticks);
            pipeline.Status.RejectedDigest.ShouldBe(second.Digest);
        });
        _shop.LiveIsUntouched();
        _shop.Replaces.ShouldBeEmpty();

        // Its candidates are gone, the cover stands.
        _shop.World.Cluster.Fleet.Instances.Count.ShouldBe(4);
        _shop.World.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == _shop.First.Digest);
        _shop.World.Journal.Count(r => r.Kind == JournalRecordKind.Rejected).ShouldBe(1);
        return pipeline;
    }

    private static Action<BundleDraft> Bad => DeliveryWorld.With(
        DeliveryWorld.Step("deploy", ExecutionStepKind.Deployment), DeliveryWorld.Step("a-warm"), DeliveryWorld.Step("b-bad"), DeliveryWorld.Step("c-never"));

    [Fact]
    public void Step_Fails_StopsThereAndSaysWhatWasDone()
    {
        _shop.Steps.Set("b-bad", new SimulatedStep { ExitCode = 17, Output = "cannot reach the cache" });
        string reason = Reject(Bad).Status.RejectedReason.ShouldNotBeNull();

        reason.ShouldStartWith("Step 'b-bad' on instance 'web-0");
        reason.ShouldContain(" failed with exit code 17. Done before: deploy on web-0");
        reason.ShouldContain("a-warm on web-0");
        reason.ShouldEndWith("Its output ended with: cannot reach the cache");
        _shop.Steps.Count("b-bad").ShouldBeGreaterThanOrEqualTo(1);
        _shop.Steps.Count("c-never").ShouldBe(0);
        _shop.Notes("activating").ShouldAllBe(n => n.Contains(_shop.First.Digest.Abbreviated, StringComparison.Ordinal));
    }

    [Fact]
    public void Step_Hangs_IsEndedAtTheInstanceAndTriedAgainSoOften()
    {
        _shop.Steps.Set("b-bad", new SimulatedStep { Duration = null });
        MirrorPipeline pipeline = Reject(Bad, ticks: 30);
        pipeline.Status.RejectedReason.ShouldNotBeNull().ShouldContain("took longer than 00:02:00 in 3 attempts");
        _shop.Steps.Executions.Where(e => e.Step == "b-bad").GroupBy(e => e.Instance).Max(g => g.Count()).ShouldBe(3);
        _shop.Steps.Count("c-never").ShouldBe(0);
    }

    [Fact]
    public void Step_NeverTaken_IsAskedForSoOften()
    {
        _shop.Configuration.Faults = (method, _) => method == "RunStepAsync" ? SimulatedCallFault.Fails : SimulatedCallFault.None;
        Reject(DeliveryWorld.With(DeliveryWorld.Step("warm"))).Status.RejectedReason.ShouldNotBeNull()
            .ShouldContain("was asked for 3 times and never began: Instance 'web-0");
    }

    [Fact]
    public void Delivery_OtherBytesEveryTime_NamesInstanceAndFile()
    {
        BlobDigest own = BlobDigest.Of("web:2"u8);
        _shop.Configuration.Corrupts = (_, blob) => blob == own;
        string reason = Reject(static _ => { }).Status.RejectedReason.ShouldNotBeNull();
        reason.ShouldStartWith("Instance 'web-0");
        reason.ShouldContain($"was delivered to 3 times and holds other bytes than those of '/etc/app/1.conf', whose digest is {own}.");
    }

    [Fact]
    public void Secret_ExpiresOnTheWay_StopsTheRevision()
    {
        Reject(
            draft => draft.Secrets.Add(new SecretReference("db-password", "7", _shop.World.World.Now.AddMinutes(1))),
            ticks: 30).Status.RejectedReason.ShouldNotBeNull().ShouldContain("The secret 'db-password' in version '7' expired at 2026-");
    }

    [Fact]
    public void Rejected_ThenNewerPublished_GoesOn()
    {
        _shop.Steps.Set("b-bad", new SimulatedStep { ExitCode = 1 });
        MirrorPipeline pipeline = Reject(Bad);
        _shop.World.Run(async () =>
        {
            ConfigurationBundle third = _shop.Publish("web:3", DeliveryWorld.With(DeliveryWorld.Step("a-warm")));
            await _shop.World.TickAsync(pipeline, 60, _ => _shop.Replaces.Any());
            _shop.Serving.ShouldBe([third.Digest]);
        });
        (pipeline.Status.RejectedDigest, pipeline.Status.RejectedReason).ShouldBe((null, null));
    }

    [Fact]
    public void Rejected_ThenResumed_IsTriedAgainFromTheFailedStep()
    {
        _shop.Steps.Set("b-bad", new SimulatedStep { ExitCode = 1 });
        MirrorPipeline pipeline = Reject(Bad);
        int deployed = _shop.Steps.Count("deploy");
        _shop.Steps.Set("b-bad", new SimulatedStep());
        _shop.World.Run(async () =>
        {
            pipeline.Operator.Resume("ann", "the cache is back");
            await _shop.World.TickAsync(pipeline, 60, _ => _shop.Replaces.Any());
        });
        _shop.Replaces.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);

        // What was executed once for the revision is journaled, and stays done.
        _shop.Steps.Count("deploy").ShouldBe(deployed);
    }

    [Theory]
    [InlineData("delivering")]
    [InlineData("executing")]
    public void Abort_OnTheWay_StopsTheRevision(string when)
    {
        var shop = new DeliveryWorld(profile: new SimulationProfile { ShortestDelivery = TimeSpan.FromMinutes(2), LongestDelivery = TimeSpan.FromMinutes(3) });
        shop.Steps.Set("warm", new SimulatedStep { Duration = TimeSpan.FromSeconds(110) });
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 10);
            ConfigurationBundle second = shop.Publish("web:2", DeliveryWorld.With(DeliveryWorld.Step("warm")));
            await shop.World.TickAsync(pipeline, 30, _ => shop.World.Cluster.Fleet.Instances.Any(i => i.LaunchDigest == second.Digest
                && (when == "delivering" ? i.Content.Delivering is not null : i.Content.Steps.Count > 0)));
            pipeline.Operator.Abort("ann", "wrong revision");
            await shop.World.TickAsync(pipeline, 30);
            pipeline.Status.RejectedDigest.ShouldBe(second.Digest);
            pipeline.Status.RejectedReason.ShouldNotBeNull().ShouldStartWith("ann: wrong revision.");
        });
        shop.LiveIsUntouched();
        shop.Replaces.ShouldBeEmpty();
        shop.World.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == shop.First.Digest);
    }

    [Fact]
    public void Cover_AtLivesRevision_FailsOnOneInstance_GetsAnotherAndRejectsNothing()
    {
        var shop = new DeliveryWorld(first: DeliveryWorld.With(DeliveryWorld.Step("warm")));
        InstanceId? unlucky = null;
        shop.Steps.Set("warm", (instance, _) => new SimulatedStep { ExitCode = instance == (unlucky ??= instance) ? 1 : 0 });
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(() => shop.World.TickAsync(pipeline, 15));

        shop.World.Cluster.Fleet.Find(unlucky!.Value).ShouldBeNull();
        shop.World.Cluster.Fleet.Instances.Count(i => i.InForce == shop.First.Digest).ShouldBe(4);
        pipeline.Status.RejectedDigest.ShouldBeNull();
        shop.LiveIsUntouched();
    }

    [Fact]
    public void Cover_AtARevisionWhoseSecretHasExpired_WaitsWithTheReason()
    {
        var shop = new DeliveryWorld(first: d => d.Secrets.Add(new SecretReference("token", "1", new DateTimeOffset(2026, 1, 1, 12, 4, 0, TimeSpan.Zero))));
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(() => shop.World.TickAsync(pipeline, 8));
        pipeline.Status.Propagating.Values.ShouldBe(["The secret 'token' in version '1' expired at 2026-01-01 12:04:00Z."]);
        pipeline.Status.RejectedDigest.ShouldBeNull();
        shop.Notes("delivering").ShouldBeEmpty();
        shop.LiveIsUntouched();
    }

    [Fact]
    public void Cover_ThatIsNeverDelivered_IsGivenUpInTime()
    {
        var shop = new DeliveryWorld(profile: new SimulationProfile { ShortestDelivery = TimeSpan.FromDays(1), LongestDelivery = TimeSpan.FromDays(1) });
        MirrorPipeline pipeline = shop.Build(o =>
        {
            o.Shadow.LaunchTimeout = TimeSpan.FromMinutes(5);
            o.Shadow.PropagateTimeout = TimeSpan.FromMinutes(8);
        });
        shop.World.Run(() => shop.World.TickAsync(pipeline, 12));
        shop.World.Cluster.Fleet.Find(new InstanceId("web-00000")).ShouldBeNull();
        shop.World.Cluster.Fleet.Launches.ShouldBe(2);
        shop.LiveIsUntouched();
    }
}
