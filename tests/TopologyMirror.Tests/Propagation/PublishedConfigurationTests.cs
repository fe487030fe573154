using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Propagation;

public sealed class PublishedConfigurationTests
{
    private readonly PipelineWorld _world = PipelineWorld.Steady();
    private readonly PublishedConfiguration _published;

    public PublishedConfigurationTests() => _published = new PublishedConfiguration(_world.World.Time);

    private ConfigurationBundle Publish(string artifact, Action<BundleDraft>? change = null)
    {
        var draft = new BundleDraft(artifact);
        change?.Invoke(draft);
        return _published.Publish(_world.Cluster.Name, draft, [PipelineWorld.Web]);
    }

    private MirrorPipeline Build() => _world.Builder().UseConfiguration(_published, _world.Cluster.Configuration).Build();

    private IEnumerable<ConfigDigest> Serving => _world.Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct();

    private IEnumerable<SwitchoverState> Replaces => _world.Runs.Where(r => r.Plan.Kind == SwitchoverKind.Replace);

    [Fact]
    public void Tick_NothingPublished_FailsAndChangesNothing()
    {
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            Exception? thrown = await Record.ExceptionAsync(() => _world.TickAsync(pipeline));
            thrown.ShouldBeOfType<NothingPublishedException>().Message.ShouldBe("No configuration is published for cluster 'shop'; call Publish before its first tick.");
        });
        _world.Cluster.Watch.Effects.ShouldBe(0);
    }

    [Fact]
    public void Publish_ANewRevision_IsReleased()
    {
        Publish("web:1");
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            await _world.TickAsync(pipeline, times: 5);
            ConfigurationBundle second = Publish("web:2");
            await _world.TickAsync(pipeline, times: 60);
            Serving.ShouldBe([second.Digest]);
        });
        _world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_InTheBakeOfAnotherRevision_ComesAfterIt()
    {
        Publish("web:1");
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            await _world.TickAsync(pipeline, times: 30);
            int before = Replaces.Count();
            ConfigurationBundle second = Publish("web:2");
            await _world.TickAsync(pipeline, times: 60, until: t => t.OpenRun is { Phase: SwitchoverPhase.Bake } run && run.Plan.Digest == second.Digest);
            ConfigurationBundle third = Publish("web:3");
            await _world.TickAsync(pipeline, times: 90);

            Replaces.Skip(before).Select(r => (r.Plan.Digest, r.Outcome)).ShouldBe(
                [(second.Digest, SwitchoverOutcome.Committed), (third.Digest, SwitchoverOutcome.Committed)]);
            Serving.ShouldBe([third.Digest]);
        });
        _world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_AContradiction_KeepsWhatWasPublished()
    {
        ConfigurationBundle first = Publish("web:1");
        Should.Throw<InvalidBundleException>(() => Publish(" ")).Faults.ShouldBe(["The bundle has no artifact."]);
        _published.Find(_world.Cluster.Name).ShouldBe(first);
    }

    [Fact]
    public void Publish_TheSameRevisionAgain_ChangesNothing()
    {
        Publish("web:1", d => d.Environment["A"] = "1");
        MirrorPipeline pipeline = Build();
        _world.Run(async () =>
        {
            await _world.TickAsync(pipeline, times: 60);
            int before = Replaces.Count();
            Publish("web:1", d => d.Environment["A"] = "1");
            await _world.TickAsync(pipeline, times: 30);
            Replaces.Count().ShouldBe(before);
        });
    }
}
