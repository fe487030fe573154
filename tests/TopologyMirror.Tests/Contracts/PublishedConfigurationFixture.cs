using TopologyMirror.Contracts;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts;

internal sealed class PublishedConfigurationFixture : SimulatedFixture, IConfigurationSourceFixture
{
    private readonly PublishedConfiguration _published;

    public PublishedConfigurationFixture()
    {
        _published = new PublishedConfiguration(World.Time);
        Desired = Publish("web:1").Digest;
        Other = Revisions.Of(Web, "web:2", null, "shared", "web:2").Bundle.Digest;
    }

    public IConfigurationSource Source => _published;

    public ConfigDigest Desired { get; }

    public ConfigDigest Other { get; }

    public DesiredArguments Live => new(Cluster, Desired, [new InstanceId("web-1")], 1, [Desired]);

    public static FixtureScope<IConfigurationSourceFixture> Scope() =>
        Scope<PublishedConfigurationFixture, IConfigurationSourceFixture>(() => new PublishedConfigurationFixture());

    public Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken)
    {
        Publish("web:2").Digest.ShouldBe(digest);
        return Task.CompletedTask;
    }

    private ConfigurationBundle Publish(string artifact)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Revisions.Draft(artifact, "shared", artifact);
        return _published.PublishAsync(Cluster, draft, blobs, [Web], CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
