using System.Globalization;

namespace TopologyMirror.Propagation;

/// <summary>Holds a draft's declarations against the bytes that come with it, and against the moment. Pure.</summary>
internal static class BundleContent
{
    public static IEnumerable<string> Expired(IEnumerable<SecretReference> secrets, DateTimeOffset now) =>
        secrets.Where(s => s.ExpiresAt <= now).Select(s => string.Create(
            CultureInfo.InvariantCulture, $"The secret '{s.Name}' in version '{s.Version}' expired at {s.ExpiresAt:yyyy-MM-dd HH:mm:ss}Z."));

    /// <summary>What is wrong with the bytes of a bundle; a blob that is not there is read where it is kept.</summary>
    public static IEnumerable<string> Faults(
        IEnumerable<BundleFile> files,
        BlobDigest? dependencyLock,
        IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs,
        Func<BlobDigest, ReadOnlyMemory<byte>?> kept)
    {
        foreach (BundleFile file in files)
        {
            if (!blobs.TryGetValue(file.Content, out ReadOnlyMemory<byte> bytes))
            {
                if (kept(file.Content) is not { } before)
                {
                    yield return $"No bytes are given for the file '{file.Path}', whose digest is {file.Content}.";
                    continue;
                }

                bytes = before;
            }

            BlobDigest actual = BlobDigest.Of(bytes.Span);
            if (actual != file.Content)
            {
                yield return $"The bytes of the file '{file.Path}' have the digest {actual}, and its digest is said to be {file.Content}.";
            }
            else if (bytes.Length != file.Size)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture, $"The file '{file.Path}' has {bytes.Length} bytes, and its size is said to be {file.Size}.");
            }
        }

        if (dependencyLock is { } locked)
        {
            ReadOnlyMemory<byte>? bytes = blobs.TryGetValue(locked, out ReadOnlyMemory<byte> given) ? given : kept(locked);
            if (bytes is not { } content)
            {
                yield return $"No bytes are given for the dependency lock, whose digest is {locked}.";
            }
            else if (BlobDigest.Of(content.Span) is var actual && actual != locked)
            {
                yield return $"The bytes of the dependency lock have the digest {actual}, and its digest is said to be {locked}.";
            }
        }
    }
}
