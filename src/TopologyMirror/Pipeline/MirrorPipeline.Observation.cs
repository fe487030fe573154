using System.Text.Json;
using TopologyMirror.Capacity;
using TopologyMirror.Switchover;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private const string LeadTimesKey = "lead-times";

    private LeadTimeMeter _leads;
    private bool _leadsRestored;

    private async ValueTask<ClusterObservation> ObserveAsync(CancellationToken cancellationToken)
    {
        ClusterObservation observation = await _observer.ObserveAsync(_journal.Book, cancellationToken).ConfigureAwait(false);
        _newestWorld = observation.World;
        NoteLostRuns(observation.World.Topology);
        foreach (MetricTrack track in _tracks)
        {
            track.Note(observation.World, _parts.Capacities);
        }

        NoteServing(observation);
        return Judge(observation with { Needs = Needs() });
    }

    /// <summary>
    /// An instance of a run that the journal does not know was launched before the journal was lost or set back. It counts by what is observed of it,
    /// as live where it is routed, else as shadow, and its number is not given again: an effect of the same key would be taken for done.
    /// </summary>
    private void NoteLostRuns(Topology.TopologySnapshot topology)
    {
        RunId newest = LaunchRun.Newest(topology);
        if (newest > _journal.Book.LastRun)
        {
            Log.JournalBehind(_logger, Cluster, newest, _journal.Book.LastRun);
            _journal.SkipTo(newest);
        }
    }

    private async ValueTask ReadLoadAsync(CancellationToken cancellationToken)
    {
        foreach (MetricTrack track in _tracks)
        {
            await track.ReadAsync(cancellationToken).ConfigureAwait(false);
            track.Drawing = Drawing();
            track.Forecast();
        }

        await LearnCapacitiesAsync(cancellationToken).ConfigureAwait(false);
    }

    // As far as a decision looks: until a launch would serve, a release has baked, or an instance has been worth its price.
    private PathRequest Drawing()
    {
        LeadTimes leads = WithRamp(_leads.Quantile(_options.Capacity.LeadTimeQuantile));
        TimeSpan serving = leads.Promote + TickInterval;
        TimeSpan acting = leads.Launch > _options.Switchover.Bake ? leads.Launch : _options.Switchover.Bake;
        TimeSpan use = _options.Promotion.UseWithin;
        return new PathRequest(acting + serving > use ? acting + serving : use, _options.Capacity.Paths, leads.Launch + serving, _options.Capacity.Risk);
    }

    private IReadOnlyList<ServiceNeed> Needs()
    {
        DateTimeOffset now = _time.GetUtcNow();
        ObservedLoad[] loads = [.. _tracks.Select(t => t.Load).OfType<ObservedLoad>()];
        return [.. Capacities.Select(c => WithSignal(ServiceNeed.Of(c, _parts.Metrics, loads, now), c, now))];
    }

    private List<ServiceCounts> Count(ClusterObservation observation)
    {
        List<ServiceCounts> counts =
        [
            .. _parts.Capacities.Select(c => ServiceCounter.Count(
                observation.World, c.Service, observation.CoverDigest, observation.CandidateDigest, _journal.Book.Open?.Plan, observation.Release)),
        ];
        counts.ForEach(c => Report(c, observation));
        foreach (InstanceId drifted in Drifted(observation))
        {
            Log.Drifted(_logger, Cluster, drifted);
        }

        return counts;
    }

    /// <summary>Instances of declared services that run neither live's configuration nor that of the release that is due or open, and are not on their way out.</summary>
    private IEnumerable<InstanceId> Drifted(ClusterObservation observation) =>
        observation.Propagation.Drifted.Where(i => observation.World.Topology.Find(i) is { } instance
            && instance.Digest != observation.CandidateDigest
            && observation.World.SideOf(i) != Topology.Side.Retiring
            && !(instance.Digest is { } digest && observation.Release?.Declares(digest) == true && observation.World.SideOf(i) == Topology.Side.Live)
            && _parts.Cluster.Services.Any(s => s.Name == instance.Service));

    private void Report(ServiceCounts counts, ClusterObservation observation)
    {
        KeyValuePair<string, object?> cluster = new(MirrorTelemetry.ClusterTag, Cluster.Value);
        KeyValuePair<string, object?> tag = new(MirrorTelemetry.ServiceTag, counts.Service.Value);
        MirrorTelemetry.Instances.Record(counts.Live, cluster, tag, new(MirrorTelemetry.SideTag, "live"));
        MirrorTelemetry.Instances.Record(counts.Cover, cluster, tag, new(MirrorTelemetry.SideTag, "shadow"));
        MirrorTelemetry.Instances.Record(counts.Arriving, cluster, tag, new(MirrorTelemetry.SideTag, "arriving"));
        if (observation.Needs.FirstOrDefault(n => n.Service == counts.Service) is { IsStale: false } need)
        {
            MirrorTelemetry.Need.Record(need.Real, cluster, tag);
        }
    }

    private async ValueTask MeasureLeadTimesAsync(ClusterObservation observation, CancellationToken cancellationToken)
    {
        LeadTimeModel before = _leads.Model;
        _leads = _leads.Observe(observation.World, observation.CoverDigest, _time.GetUtcNow());
        if (!ReferenceEquals(_leads.Model, before))
        {
            foreach (TimeSpan lead in _leads.Newest)
            {
                MirrorTelemetry.LaunchLead.Record(lead.TotalSeconds, new KeyValuePair<string, object?>(MirrorTelemetry.ClusterTag, Cluster.Value));
            }

            await SaveLeadTimesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SaveLeadTimesAsync(CancellationToken cancellationToken)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(LeadTimesState.Of(_leads.Model), SoftState.Default.LeadTimesState);
        await _parts.Ports.State.WriteAsync(Cluster, LeadTimesKey, bytes, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RestoreLeadTimesAsync(CancellationToken cancellationToken)
    {
        if (_leadsRestored)
        {
            return;
        }

        byte[]? bytes = await _parts.Ports.State.TryReadAsync(Cluster, LeadTimesKey, cancellationToken).ConfigureAwait(false);
        if (bytes is not null && SoftState.TryReadLeadTimes(bytes) is { } state)
        {
            _leads = _leads with { Model = state.AddTo(_leads.Model) };
        }

        _leadsRestored = true;
    }
}
