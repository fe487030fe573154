namespace TopologyMirror.Propagation;

/// <summary>A file of a bundle.</summary>
/// <param name="Path">Where it belongs on an instance: absolute, with forward slashes, without <c>.</c> and <c>..</c> segments.</param>
/// <param name="Content">Its bytes, by digest.</param>
/// <param name="Size">Its length in bytes.</param>
public sealed record BundleFile(string Path, BlobDigest Content, long Size);
