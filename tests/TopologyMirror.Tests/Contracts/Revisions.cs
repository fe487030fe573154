using System.Text;
using TopologyMirror.Contracts;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts;

/// <summary>Revisions that tests publish, deliver and capture.</summary>
internal static class Revisions
{
    public const string SecretName = "db-password";

    public const string SecretValue = "correct-horse-7431";

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A draft with files, and their bytes.</summary>
    public static (BundleDraft Draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> Blobs) Draft(string artifact, params string[] files)
    {
        var draft = new BundleDraft(artifact);
        var blobs = new SortedDictionary<BlobDigest, ReadOnlyMemory<byte>>();
        for (int i = 0; i < files.Length; i++)
        {
            ReadOnlyMemory<byte> bytes = Bytes(files[i]);
            BlobDigest digest = BlobDigest.Of(bytes.Span);
            blobs[digest] = bytes;
            draft.Files.Add(new BundleFile($"/etc/app/{i}.conf", digest, bytes.Length));
        }

        return (draft, blobs);
    }

    public static CapturedRevision Of(ServiceName service, string artifact, Action<BundleDraft>? change = null, params string[] files)
    {
        (BundleDraft draft, SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs) = Draft(artifact, files);
        change?.Invoke(draft);
        return new CapturedRevision(draft.Build([service]), blobs);
    }

    /// <summary>The revision that the contract of targets asks for.</summary>
    public static CapturedRevision ForContract(ServiceName service) => Of(
        service,
        "web:contract",
        draft =>
        {
            draft.Secrets.Add(new SecretReference(SecretName, "1"));
            foreach (string step in new[] { ContractSteps.Succeeds, ContractSteps.Fails, ContractSteps.Hangs, ContractSteps.Tells })
            {
                draft.Steps.Add(new ExecutionStep
                {
                    Id = step, Kind = ExecutionStepKind.Script, Service = service, Command = ["/bin/" + step], Timeout = TimeSpan.FromSeconds(30),
                });
            }
        },
        "first file",
        "second file");
}
