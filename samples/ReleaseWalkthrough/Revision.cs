using System.Text;
using TopologyMirror.Propagation;

namespace TopologyMirror.ReleaseWalkthrough;

/// <summary>A revision of the shop: its image, one settings file, the secret that it needs, and what is executed before it may serve.</summary>
/// <param name="Draft">The bundle in the making.</param>
/// <param name="Blobs">The bytes of its file.</param>
internal sealed record Revision(BundleDraft Draft, IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> Blobs)
{
    public static Revision Of(int version)
    {
        byte[] settings = Encoding.UTF8.GetBytes($"version={version}\ncheckout=fast\n");
        var blobs = new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> { [BlobDigest.Of(settings)] = settings };
        var draft = new BundleDraft($"shop/api:{version}")
        {
            Files = { new BundleFile("/etc/shop/settings.conf", BlobDigest.Of(settings), settings.Length) },
            Secrets = { new SecretReference("db-password", "7") },
            Steps =
            {
                new ExecutionStep { Id = "widen-orders", Kind = ExecutionStepKind.SchemaExpand, Service = Shop.Api, Command = ["/app/migrate", "expand"] },
                new ExecutionStep { Id = "warm-cache", Kind = ExecutionStepKind.Script, Service = Shop.Api, Command = ["/app/warm"], DependsOn = ["widen-orders"] },
            },
        };
        return new Revision(draft, blobs);
    }
}
