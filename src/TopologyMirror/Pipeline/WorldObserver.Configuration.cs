using TopologyMirror.Internal;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Reads what should run, and what it takes. A source that does not answer stops no tick: what was known before goes on.</summary>
internal sealed partial class WorldObserver
{
    private ConfigDigest? _desired;
    private SortedDictionary<ConfigDigest, ConfigurationBundle?> _bundles = [];

    private async ValueTask<ClusterObservation> WithConfigurationAsync(
        RunBook book, WorldView world, IReadOnlyDictionary<InstanceId, InstanceReport> reports, CancellationToken cancellationToken)
    {
        // While a release goes in waves, live runs two digests, and cover the one that was there before.
        ConfigDigest? live = book.Release?.Previous ?? world.LiveDigest(book.Established, _declared);
        (ConfigDigest asked, string? fault) = await ReadDesiredAsync(world, live, cancellationToken).ConfigureAwait(false);

        ConfigDigest desired = book.Effective(asked);

        // Cover stands by at live's digest, since what joins live must be like it. Only where nothing is live yet does the desired one lead.
        ConfigDigest cover = live ?? desired;
        string? refusal = desired != cover && book.Propagation.NoWayBack.TryGetValue(desired, out ConfigDigest contracted)
            ? $"No way leads back to {desired}: a contract step of {contracted} has begun since, and may have taken away what it needs."
            : null;
        ConfigDigest? candidate = ClusterObservation.CandidateOf(desired, cover, book.Rejected, refusal, book.Release);
        (SortedDictionary<ConfigDigest, ConfigurationBundle> bundles, SortedSet<ConfigDigest> unreadable, string? unread) =
            await FindBundlesAsync(candidate is { } newer ? [cover, newer] : [cover], cancellationToken).ConfigureAwait(false);
        var input = new PropagationInput
        {
            Now = time.GetUtcNow(),
            Topology = world.Topology,
            CoverDigest = cover,
            LiveDigest = live,
            CandidateDigest = candidate,
            Rejected = book.Rejected,
            Bundles = bundles,
            Reports = reports,
            Shadow = new SortedSet<InstanceId>(
                bundles.Count == 0 ? [] : world.Topology.Instances.Where(i => IsIdleShadow(world, i.Id)).Select(i => i.Id)),
            Attempts = book.Propagation.Attempts,
            Done = book.Propagation.Done,
            Options = options.Propagation,
            CallTimeout = options.CallTimeout,
        };
        return new ClusterObservation(world, propagator.Plan(input), desired, book.Rejected, [])
        {
            Asked = asked,
            Release = book.Release,
            WayBackRefusal = refusal,
            PropagationInput = input,
            Bundles = bundles,
            Unreadable = unreadable,
            Undelivered = new SortedSet<InstanceId>(reports.Where(r => r.Value.Digest is null).Select(r => r.Key)),
            Fault = fault ?? unread,
        };
    }

    private static bool IsIdleShadow(WorldView world, InstanceId instance) => world.SideOf(instance) == Side.Shadow && !world.IsRoutedAnywhere(instance);

    private async ValueTask<(ConfigDigest Desired, string? Fault)> ReadDesiredAsync(WorldView world, ConfigDigest? live, CancellationToken cancellationToken)
    {
        ObservedInstance[] ready = [.. world.Topology.Instances.Where(i => i.State == InstanceState.Ready && world.SideOf(i.Id) == Side.Live)];
        var arguments = new DesiredArguments(
            _cluster,
            live,
            [.. ready.Where(i => i.Digest is not null && i.Digest == live).Select(i => i.Id)],
            ready.Length,
            [.. world.Topology.Instances.Select(i => i.Digest).OfType<ConfigDigest>().Distinct().Order()]);
        try
        {
            ConfigDigest desired = await call.AskAsync(
                "configuration source", token => ports.ConfigurationSource.ReadDesiredAsync(arguments, token), cancellationToken).ConfigureAwait(false);
            _desired = desired;
            return (desired, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal() && e is not NothingPublishedException && (_desired ?? live) is not null)
        {
            return ((_desired ?? live)!.Value, $"The configuration source did not say what cluster '{_cluster}' should run: {e.Message}");
        }
    }

    private async ValueTask<(SortedDictionary<ConfigDigest, ConfigurationBundle> Bundles, SortedSet<ConfigDigest> Unreadable, string? Fault)> FindBundlesAsync(
        IReadOnlyList<ConfigDigest> digests, CancellationToken cancellationToken)
    {
        SortedDictionary<ConfigDigest, ConfigurationBundle?> known = [];
        SortedSet<ConfigDigest> unreadable = [];
        string? fault = null;
        foreach (ConfigDigest digest in digests)
        {
            try
            {
                known[digest] = await AskAsync(
                    "configuration source", (c, token) => ports.ConfigurationSource.FindBundleAsync(c, digest, token), cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
            {
                fault ??= $"The configuration source did not give the bundle {digest.Abbreviated} of cluster '{_cluster}': {e.Message}";
                if (_bundles.TryGetValue(digest, out ConfigurationBundle? before))
                {
                    known[digest] = before;
                }
                else
                {
                    unreadable.Add(digest);
                }
            }
        }

        _bundles = known;
        var bundles = new SortedDictionary<ConfigDigest, ConfigurationBundle>();
        foreach ((ConfigDigest digest, ConfigurationBundle? bundle) in known)
        {
            if (bundle is not null)
            {
                bundles[digest] = bundle;
            }
        }

        return (bundles, unreadable, fault);
    }
}
