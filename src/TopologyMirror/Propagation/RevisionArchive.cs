namespace TopologyMirror.Propagation;

/// <summary>The revisions of clusters that a source keeps, the newest last, and their blobs: the same bytes once. Thread-safe.</summary>
internal sealed class RevisionArchive(RetentionOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<ClusterName, List<ArchivedRevision>> _revisions = [];
    private readonly SortedDictionary<BlobDigest, ReadOnlyMemory<byte>> _blobs = [];
    private readonly SortedDictionary<ClusterName, IReadOnlyList<ConfigDigest>> _running = [];

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The newest revision: the desired one; null before the first.</summary>
    public ArchivedRevision? Newest(ClusterName cluster)
    {
        lock (_gate)
        {
            return _revisions.TryGetValue(cluster, out List<ArchivedRevision>? kept) ? kept[^1] : null;
        }
    }

    public ArchivedRevision? Find(ClusterName cluster, ConfigDigest digest)
    {
        lock (_gate)
        {
            return _revisions.TryGetValue(cluster, out List<ArchivedRevision>? kept) ? kept.Find(r => r.Bundle.Digest == digest) : null;
        }
    }

    public IReadOnlyList<ConfigDigest> Digests(ClusterName cluster)
    {
        lock (_gate)
        {
            return _revisions.TryGetValue(cluster, out List<ArchivedRevision>? kept) ? [.. kept.Select(r => r.Bundle.Digest)] : [];
        }
    }

    public ReadOnlyMemory<byte>? Blob(BlobDigest blob)
    {
        lock (_gate)
        {
            return _blobs.TryGetValue(blob, out ReadOnlyMemory<byte> bytes) ? bytes : (ReadOnlyMemory<byte>?)null;
        }
    }

    /// <summary>Makes a revision the newest one; one that was there before moves to the end.</summary>
    public void Add(ClusterName cluster, ConfigurationBundle bundle, bool isDelivered, IReadOnlyDictionary<BlobDigest, ReadOnlyMemory<byte>> blobs)
    {
        lock (_gate)
        {
            if (!_revisions.TryGetValue(cluster, out List<ArchivedRevision>? kept))
            {
                _revisions[cluster] = kept = [];
            }

            kept.RemoveAll(r => r.Bundle.Digest == bundle.Digest);
            if (kept.Count > 0 && kept[^1].SupersededAt is null)
            {
                kept[^1] = kept[^1] with { SupersededAt = time.GetUtcNow() };
            }

            kept.Add(new ArchivedRevision(bundle, isDelivered, null));
            foreach (BlobDigest blob in bundle.Blobs)
            {
                // A copy: what the caller does with its buffer later must not change what was verified.
                if (!_blobs.ContainsKey(blob) && blobs.TryGetValue(blob, out ReadOnlyMemory<byte> bytes))
                {
                    _blobs[blob] = bytes.ToArray();
                }
            }

            Prune(cluster, kept);
        }
    }

    /// <summary>Notes what is observed running, which is never dropped.</summary>
    public void Note(ClusterName cluster, IReadOnlyList<ConfigDigest> running)
    {
        lock (_gate)
        {
            _running[cluster] = running;
            if (_revisions.TryGetValue(cluster, out List<ArchivedRevision>? kept))
            {
                Prune(cluster, kept);
            }
        }
    }

    private void Prune(ClusterName cluster, List<ArchivedRevision> kept)
    {
        DateTimeOffset now = time.GetUtcNow();
        int spare = kept.Count - options.Revisions;
        int dropped = 0;
        for (int i = 0; i < spare; i++)
        {
            ArchivedRevision revision = kept[i - dropped];
            bool isRunning = _running.TryGetValue(cluster, out IReadOnlyList<ConfigDigest>? running) && running.Contains(revision.Bundle.Digest);
            if (!isRunning && now - revision.SupersededAt >= options.Period)
            {
                kept.RemoveAt(i - dropped);
                dropped++;
            }
        }

        if (dropped == 0)
        {
            return;
        }

        var used = new SortedSet<BlobDigest>(_revisions.Values.SelectMany(r => r).SelectMany(r => r.Bundle.Blobs));
        foreach (BlobDigest blob in _blobs.Keys.Where(b => !used.Contains(b)).ToArray())
        {
            _blobs.Remove(blob);
        }
    }
}
