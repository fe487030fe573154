using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Contracts;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Propagation;

/// <summary>A simulated shop whose configuration is published with its files and delivered to what is launched.</summary>
internal sealed class DeliveryWorld
{
    public static readonly ServiceName Web = PipelineWorld.Web;

    /// <param name="load">Requests per second by minute.</param>
    /// <param name="profile">How fast the world is.</param>
    /// <param name="first">Changes the revision that live runs from the beginning.</param>
    public DeliveryWorld(Func<int, double>? load = null, SimulationProfile? profile = null, Action<BundleDraft>? first = null)
    {
        World = new PipelineWorld(load ?? (_ => 25), live: 0, profile);
        Published = new PublishedConfiguration(World.World.Time);
        First = Publish("web:1", first);
        Configuration.Install(new CapturedRevision(First, Revisions.Draft("web:1", "shared", "web:1").Blobs));
        World.Cluster.StartLive(Web, 3);
    }

    public PipelineWorld World { get; }

    public PublishedConfiguration Published { get; }

    public ConfigurationBundle First { get; }

    public SimulatedConfiguration Configuration => World.Cluster.Configuration;

    public SimulatedSteps Steps => Configuration.Steps;

    public IEnumerable<ConfigDigest> Serving => World.Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct();

    public IEnumerable<SwitchoverState> Replaces => World.Runs.Where(r => r.Plan.Kind == SwitchoverKind.Replace);

    public IEnumerable<string> Notes(string text) => World.World.Log.Events.Select(e => e.Text).Where(t => t.StartsWith(text, StringComparison.Ordinal));

    public MirrorPipelineBuilder Builder(Action<MirrorPipelineOptions>? configure = null) =>
        World.Builder().UseConfiguration(Published, Configuration).Configure(o => configure?.Invoke(o));

    public MirrorPipeline Build(Action<MirrorPipelineOptions>? configure = null) => Builder(configure).Build();

    public ConfigurationBundle Publish(string artifact, Action<BundleDraft>? change = null)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft(artifact, "shared", artifact);
        change?.Invoke(draft);
        return Published.PublishAsync(World.Cluster.Name, draft, blobs, [Web], CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public static Action<BundleDraft> With(params ExecutionStep[] steps) => draft => Array.ForEach(steps, draft.Steps.Add);

    public static ExecutionStep Step(string id, ExecutionStepKind kind = ExecutionStepKind.Script, ServiceName? service = null, params string[] after) =>
        new() { Id = id, Kind = kind, Service = service ?? Web, Command = ["/bin/" + id], DependsOn = after, Timeout = TimeSpan.FromMinutes(2) };

    public void LiveIsUntouched()
    {
        Serving.ShouldBe([First.Digest]);
        World.Serving.ShouldBe(3);
        World.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
