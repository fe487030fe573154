using TopologyMirror.Capacity;
using TopologyMirror.Internal;
using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private const string LedgerKey = "ledger";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LedgerSaveInterval = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestWatch = TimeSpan.FromMinutes(5);

    private volatile MirrorLedger _ledger = MirrorLedger.Empty;
    private LedgerBook? _book;
    private MirrorLedger? _savedLedger;
    private DateTimeOffset _ledgerSavedAt;

    /// <summary>What decisions were expected to cost, what they did cost, and what other ways would have cost. May be read from any thread.</summary>
    public MirrorLedger Ledger => _ledger;

    /// <summary>Books the time since the tick before, and what was decided.</summary>
    private void Account(ClusterObservation observation, DecisionRecord record, bool isNew)
    {
        LedgerBook book = _book ??= new LedgerBook(Cluster);
        book.Take(new LedgerTick
        {
            ObservedAt = observation.World.Topology.ObservedAt,
            World = observation.World,
            Capacities = Capacities,
            Open = _journal.Book.Open?.Plan,
            Decision = record.Decision,
            IsNew = isNew,
            Costs = () => Weigh(record),
            PlannedLive = i => PlannedLive(record, i),
            IsKnown = (service, time) => DrivingTracks(service).All(t => t.KnownUntil >= time),
            Demand = Demand,
            PricesOf = PricesOf,
            Currency = _parts.Costs?.Currency,
            LaunchLead = _leads.Quantile(0.5).Launch,
            ReactiveHeadroom = _options.Capacity.ReactiveHeadroom,
            Drain = _options.Switchover.MinimumDrain,
            LongestInterval = 3 * TickInterval > ShortestWatch ? 3 * TickInterval : ShortestWatch,
            KeptEntries = Math.Max(_options.RecordedDecisions, 1),
        });
        _ledger = book.Ledger;
    }

    /// <summary>Expected costs of promoting now, later, never: what the decision joins or builds, else one instance more.</summary>
    private List<PromotionCosts> Weigh(DecisionRecord record)
    {
        MetricPaths[] paths = [.. _tracks.Select(t => t.Newest.Paths is { } p ? new MetricPaths(t.Metric, p) : null).OfType<MetricPaths>()];
        if (paths.Length < _tracks.Count)
        {
            return [];
        }

        var costs = new List<PromotionCosts>();
        for (int i = 0; i < record.Input.Counts.Count; i++)
        {
            ServiceCounts counts = record.Input.Counts[i];
            ServiceDecision decision = record.Decision.Services[i];
            LeadTimes leads = record.Input.LeadTimes;
            bool stands = counts.Cover > 0;
            int instances = Math.Max(decision.Join > 0 ? decision.Join : stands ? 1 : decision.Cover - counts.Arriving, 1);
            ServiceCapacity capacity = record.Input.Capacities[i];
            var choice = new PromotionChoice(
                capacity, counts.Live, instances, stands ? leads.Promote : leads.Launch + leads.Promote, PricesOf(counts.Service) ?? PromotionPrices.OfMissingCost(record.Input.MissingCost));
            if (PromotionCosting.Of(record.Input.Now, choice, paths) is { } weighed)
            {
                costs.Add(weighed);
            }
        }

        return costs;
    }

    /// <summary>What the same plan would have had to have in live if launching were the only way there.</summary>
    private static int? PlannedLive(DecisionRecord record, int index)
    {
        ServiceNeed need = record.Input.Needs[index];
        int highest = record.Memory.Services.TryGetValue(need.Service, out ServiceMemory? memory)
            ? memory.Live.Highest(record.Input.Now - record.Options.ScaleInWindow)
            : 0;
        return need.IsStale ? null : Math.Max(highest, record.Decision.Services[index].DesiredLive);
    }

    private IEnumerable<MetricTrack> DrivingTracks(ServiceName service)
    {
        ServiceCapacity capacity = Capacities.First(c => c.Service == service);
        return _tracks.Where(t => capacity.InstancesFor(t.Metric, 0) is not null);
    }

    private double Demand(ServiceName service, DateTimeOffset minute)
    {
        ServiceCapacity capacity = Capacities.First(c => c.Service == service);
        double most = double.NaN;
        foreach (MetricTrack track in DrivingTracks(service))
        {
            double load = track.LoadIn(minute, minute + Minute);
            double demand = double.IsNaN(load) ? double.NaN : capacity.InstancesFor(track.Metric, load)!.Value;
            most = double.IsNaN(most) || demand > most ? demand : most;
        }

        return most;
    }

    /// <summary>Prices of a service; null where none are given.</summary>
    private PromotionPrices? PricesOf(ServiceName service) => PromotionPrices.Of(_parts.Costs, service, _options.Capacity.MissingCost);

    /// <summary>Reads the kept ledger once, and keeps what was booked since: a cache of figures, never in the way of a tick.</summary>
    private async ValueTask KeepLedgerAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        try
        {
            if (_book is null)
            {
                byte[]? bytes = await _parts.Ports.State.TryReadAsync(Cluster, LedgerKey, cancellationToken).ConfigureAwait(false);
                _book = new LedgerBook(Cluster);
                _ledgerSavedAt = now;
                if (bytes is not null && LedgerForm.TryRead(bytes, now) is { } kept)
                {
                    _book.Restore(kept);
                    _ledger = _savedLedger = kept;
                }
            }
            else if (now - _ledgerSavedAt >= LedgerSaveInterval && !ReferenceEquals(_savedLedger, _ledger))
            {
                _ledgerSavedAt = now;
                _savedLedger = _ledger;
                await _parts.Ports.State.WriteAsync(Cluster, LedgerKey, LedgerForm.Write(_ledger), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
        {
            // It is tried again at the next interval; what is lost are figures.
            _ledgerSavedAt = now;
        }
    }
}
