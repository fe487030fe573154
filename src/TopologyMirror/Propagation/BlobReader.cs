namespace TopologyMirror.Propagation;

/// <summary>Gives the bytes of a blob; they have the digest that was asked for.</summary>
/// <param name="blob">The blob.</param>
/// <param name="cancellationToken">Ends the wait.</param>
public delegate ValueTask<ReadOnlyMemory<byte>> BlobReader(BlobDigest blob, CancellationToken cancellationToken);
