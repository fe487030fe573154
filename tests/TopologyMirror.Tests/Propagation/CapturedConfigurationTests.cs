using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Contracts;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Propagation;

/// <summary>What live runs is what the cluster should run; one live instance that was changed by hand is drift.</summary>
public sealed class CapturedConfigurationTests
{
    private static readonly CapturedRevision First = Revisions.Of(PipelineWorld.Web, "web:1", null, "shared", "one");

    private static readonly CapturedRevision Second = Revisions.Of(PipelineWorld.Web, "web:2", null, "shared", "two");

    private readonly PipelineWorld _world;
    private readonly CapturedConfiguration _captured;

    public CapturedConfigurationTests()
    {
        _world = new PipelineWorld(m => m < 40 ? 25 : 45, live: 0);
        _world.Cluster.Configuration.Install(First);
        _world.Cluster.StartLive(PipelineWorld.Web, 3);
        _captured = new CapturedConfiguration(_world.Cluster.Configuration, _world.World.Time);
    }

    private SimulatedConfiguration Configuration => _world.Cluster.Configuration;

    private InstanceId[] Live => [.. _world.Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Id)];

    private MirrorPipeline Build() => _world.Builder().UseConfiguration(_captured, Configuration).Build();

    private async Task<ConfigDigest> DesiredAsync()
    {
        IGrouping<ConfigDigest?, SimulatedInstance> most = _world.Cluster.Fleet.Instances.GroupBy(i => i.InForce).MaxBy(g => g.Count())!;
        return await _captured.ReadDesiredAsync(
            new DesiredArguments(_world.Cluster.Name, most.Key, [.. most.Select(i => i.Id)], _world.Cluster.Fleet.Instances.Count, []), CancellationToken.None);
    }

    [Fact]
    public void Tick_LiveRunsSomething_CoverIsMadeLikeIt()
    {
        MirrorPipeline pipeline = Build();
        _world.Run(() => _world.TickAsync(pipeline, 60));
        _world.Cluster.Fleet.Instances.ShouldAllBe(i => i.InForce == First.Bundle.Digest);
        _world.Serving.ShouldBeGreaterThanOrEqualTo(5);
        pipeline.Status.DesiredDigest.ShouldBe(First.Bundle.Digest);
        _world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Edit_OfOneLiveInstance_IsDriftAndNeverCopied()
    {
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            await _world.TickAsync(pipeline, 5);
            Configuration.Edit(Live[0]);
            await _world.TickAsync(pipeline, 10);
        });
        pipeline.Status.DesiredDigest.ShouldBe(First.Bundle.Digest);
        pipeline.Status.LiveDigest.ShouldBe(First.Bundle.Digest);
        _world.Cluster.Fleet.Instances.Where(i => !i.IsServing).ShouldAllBe(i => i.InForce == First.Bundle.Digest);
        _world.Runs.ShouldNotContain(r => r.Plan.Kind == SwitchoverKind.Replace);
    }

    [Fact]
    public void Edit_OfMostOfLive_IsAnUpgradeThatIsCaptured()
    {
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            await _world.TickAsync(pipeline, 5);
            InstanceId[] live = Live;
            Configuration.Edit(live[0], Second);
            Configuration.Edit(live[1], Second);
            await _world.TickAsync(pipeline, 15);
        });
        pipeline.Status.DesiredDigest.ShouldBe(Second.Bundle.Digest);
        _world.Cluster.Fleet.Instances.Where(i => !i.IsServing).ShouldAllBe(i => i.InForce == Second.Bundle.Digest);
        _world.Runs.ShouldNotContain(r => r.Plan.Kind == SwitchoverKind.Replace);
        _world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Capture_OfOtherContentThanReported_KeepsWhatWasCapturedBefore() => _world.Run(async () =>
    {
        (await DesiredAsync()).ShouldBe(First.Bundle.Digest);
        var lying = new CapturedConfiguration(new LyingTarget(Configuration, First), _world.World.Time);
        ConfigDigest claimed = Second.Bundle.Digest;
        var first = new DesiredArguments(_world.Cluster.Name, First.Bundle.Digest, Live, 3, []);
        (await lying.ReadDesiredAsync(first, CancellationToken.None)).ShouldBe(First.Bundle.Digest);

        Exception? thrown = await Record.ExceptionAsync(
            async () => await lying.ReadDesiredAsync(first with { LiveDigest = claimed }, CancellationToken.None));
        thrown.ShouldBeOfType<InvalidCaptureException>().Message.ShouldBe(
            $"The configuration captured from instance '{Live[0]}' of cluster 'shop', which reports {claimed}, is not used: it has the digest {First.Bundle.Digest}.");
        (await lying.ReadDesiredAsync(first, CancellationToken.None)).ShouldBe(First.Bundle.Digest);
        (await lying.FindBundleAsync(_world.Cluster.Name, claimed, CancellationToken.None)).ShouldBeNull();
    });

    [Fact]
    public void Capture_WithoutABlob_IsRefusedByItsPath() => _world.Run(async () =>
    {
        var torn = new CapturedRevision(First.Bundle, new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>>());
        var source = new CapturedConfiguration(new LyingTarget(Configuration, torn), _world.World.Time);
        Exception? thrown = await Record.ExceptionAsync(
            async () => await source.ReadDesiredAsync(new DesiredArguments(_world.Cluster.Name, First.Bundle.Digest, Live, 3, []), CancellationToken.None));
        thrown.ShouldBeOfType<InvalidCaptureException>().Message.ShouldContain("No bytes are given for the file '/etc/app/0.conf'");
    });

    [Fact]
    public void Read_NothingLive_SaysSo() => _world.Run(async () =>
        (await Record.ExceptionAsync(
            async () => await _captured.ReadDesiredAsync(new DesiredArguments(_world.Cluster.Name, null, [], 0, []), CancellationToken.None)))
        .ShouldBeOfType<NothingToCaptureException>().Message.ShouldBe("Nothing is live in cluster 'shop' that reports a configuration to be captured."));

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(2, 4, false)]
    [InlineData(2, 3, true)]
    [InlineData(3, 4, true)]
    public void Read_AnotherDigest_IsFollowedByMoreThanHalfAndAtLeastTwo(int reporting, int total, bool isFollowed) => _world.Run(async () =>
    {
        ConfigDigest before = await DesiredAsync();
        InstanceId[] live = Live;
        Array.ForEach(live, i => Configuration.Edit(i, Second));
        ConfigDigest after = await _captured.ReadDesiredAsync(
            new DesiredArguments(_world.Cluster.Name, Second.Bundle.Digest, [.. live.Take(reporting)], total, []), CancellationToken.None);
        after.ShouldBe(isFollowed ? Second.Bundle.Digest : before);
    });

    private sealed class LyingTarget(IConfigurationTarget inner, CapturedRevision content) : Contracts.Wrong.TargetDecorator(inner)
    {
        public override ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) =>
            ValueTask.FromResult(content);
    }
}
