using TopologyMirror.Capacity;
using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

internal sealed partial class LedgerBook
{
    private readonly SortedDictionary<ServiceName, LedgerRivals> _rivals = [];

    /// <summary>Lets the other ways go on by the minutes of which load is known now.</summary>
    private void Follow(LedgerTick tick)
    {
        foreach (ServiceName gone in _rivals.Keys.Except(tick.Capacities.Select(static c => c.Service)).ToArray())
        {
            _rivals.Remove(gone);
        }

        for (int i = 0; i < tick.Capacities.Count; i++)
        {
            ServiceCapacity capacity = tick.Capacities[i];
            Advance(tick, capacity);
            if (!_rivals.ContainsKey(capacity.Service) && tick.World.ServingCount(capacity.Service) is > 0 and var live)
            {
                DateTimeOffset start = StartOf(tick.ObservedAt);
                _rivals[capacity.Service] = new LedgerRivals(
                    start < tick.ObservedAt ? start + Minute : start, live, capacity, tick.LaunchLead, tick.ReactiveHeadroom);
            }

            if (_rivals.TryGetValue(capacity.Service, out LedgerRivals? rivals))
            {
                rivals.Plan(tick.ObservedAt, tick.PlannedLive(i));
            }
        }
    }

    private void Advance(LedgerTick tick, ServiceCapacity capacity)
    {
        if (!_rivals.TryGetValue(capacity.Service, out LedgerRivals? rivals))
        {
            return;
        }

        while (!rivals.IsOver && rivals.Next < tick.ObservedAt
            && (tick.IsKnown(capacity.Service, rivals.Next + Minute) || tick.ObservedAt - rivals.Next > Patience))
        {
            DateTimeOffset minute = rivals.Next;
            foreach ((string policy, int paid, int missing) in rivals.Add(tick.Demand(capacity.Service, minute)))
            {
                Book(tick, capacity.Service, EntryAt(minute), minute, policy, paid, missing);
            }
        }

        if (rivals.IsOver)
        {
            IReadOnlyList<(int Paid, int Missing)> known = rivals.Known();
            foreach ((long entry, IEnumerable<int> minutes) in Enumerable.Range(0, known.Count).GroupBy(t => EntryAt(rivals.Start + (t * Minute))).Select(static g => (g.Key, g)))
            {
                Book(tick, capacity.Service, entry, rivals.Start, LedgerRivals.Clairvoyant, minutes.Sum(t => known[t].Paid), minutes.Sum(t => known[t].Missing));
            }

            _rivals.Remove(capacity.Service);
        }
    }

    /// <summary>Number of the entry that a minute belongs to; 0 when it is no longer kept.</summary>
    private long EntryAt(DateTimeOffset minute) => Ledger.Entries.FindLast(e => e.At <= minute)?.Number ?? 0;

    private void Book(LedgerTick tick, ServiceName service, long entry, DateTimeOffset minute, string policy, int paid, int missing)
    {
        var hours = new LedgerCounterfactual(policy, paid * Minute.TotalHours, missing * Minute.TotalHours);
        if (tick.PricesOf(service) is { } prices)
        {
            hours = hours with { Cost = (hours.PaidHours * prices.InstanceHour) + (hours.MissingHours * prices.MissingInstanceHour) };
        }

        Ledger = Ledger.Book(entry, minute, hours);
        LedgerTelemetry.Counterfactual(cluster, service, hours);
    }
}
