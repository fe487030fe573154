using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

/// <summary>Keeps the ledger of a running cluster: books what exists between two ticks, and what was missing once its load is known. Not thread-safe.</summary>
internal sealed partial class LedgerBook(ClusterName cluster)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Load that is not known by then will not be.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    private readonly Queue<LedgerMinute> _open = new();
    private LedgerMeter _meter = LedgerMeter.Start;

    public MirrorLedger Ledger { get; private set; } = MirrorLedger.Empty;

    /// <summary>Goes on with a ledger that was kept.</summary>
    public void Restore(MirrorLedger ledger) => Ledger = ledger;

    /// <summary>Closes the time since the tick before, and opens an entry for a new decision.</summary>
    public void Take(LedgerTick tick)
    {
        (_meter, IReadOnlyList<LedgerInterval> intervals) = _meter.Observe(
            tick.ObservedAt, tick.World, [.. tick.Capacities.Select(static c => c.Service)], tick.Open, tick.Drain);
        Ledger = Ledger.In(tick.Currency) with { KeptEntries = tick.KeptEntries };
        foreach (LedgerInterval interval in intervals)
        {
            // Nobody watched in a longer one: it is not known who existed.
            if (interval.To - interval.From <= tick.LongestInterval)
            {
                Pay(interval, tick);
            }
        }

        Turn(tick);
        Follow(tick);
        SettleMinutes(tick);
    }

    /// <summary>Books what was paid for, and remembers the minutes of which load is not known yet.</summary>
    private void Pay(LedgerInterval interval, LedgerTick tick)
    {
        if (Ledger.Open is not { } entry)
        {
            return;
        }

        PromotionPrices? prices = tick.PricesOf(interval.Service);
        LedgerAmounts i = interval.Instances;
        double length = (interval.To - interval.From).TotalHours;
        var hours = new LedgerAmounts(i.Live * length, i.Shadow * length, i.Launching * length, i.Overlap * length, 0);
        Ledger = Ledger.Book(entry.Number, interval.From, hours, prices);
        LedgerTelemetry.Paid(cluster, interval.Service, hours, prices);
        for (DateTimeOffset minute = StartOf(interval.From); minute < interval.To; minute += Minute)
        {
            DateTimeOffset from = minute > interval.From ? minute : interval.From;
            DateTimeOffset to = minute + Minute < interval.To ? minute + Minute : interval.To;
            _open.Enqueue(new LedgerMinute(entry.Number, interval.Service, minute, (to - from).TotalHours, interval.Serving));
        }
    }

    /// <summary>Ends the entry with a new decision, and with the day.</summary>
    private void Turn(LedgerTick tick)
    {
        DateTimeOffset day = new(tick.ObservedAt.UtcDateTime.Date, TimeSpan.Zero);
        if (Ledger.Open is { } open && open.At < day && !tick.IsNew)
        {
            Ledger = Ledger.Begin(tick.ObservedAt, open.Kind, open.Reason, []);
        }

        if (tick.IsNew || Ledger.Open is null)
        {
            Ledger = Ledger.Begin(tick.ObservedAt, tick.Decision.Kind, tick.Decision.Reasons[0].ToString(), tick.Costs());
            LedgerTelemetry.Expected(cluster, Ledger.Open!.Costs);
        }
    }

    private void SettleMinutes(LedgerTick tick)
    {
        int count = _open.Count;
        for (int i = 0; i < count; i++)
        {
            LedgerMinute minute = _open.Dequeue();

            // Of a service that was taken out meanwhile nothing more will be known.
            bool isDeclared = tick.Capacities.Any(c => c.Service == minute.Service);
            if (isDeclared && !tick.IsKnown(minute.Service, minute.Minute + Minute) && tick.ObservedAt - minute.Minute <= Patience)
            {
                _open.Enqueue(minute);
                continue;
            }

            double demand = isDeclared ? tick.Demand(minute.Service, minute.Minute) : double.NaN;
            double missing = double.IsNaN(demand) ? 0 : Math.Max(Math.Ceiling(demand - 1e-9) - minute.Serving, 0);
            PromotionPrices? prices = tick.PricesOf(minute.Service);
            var hours = new LedgerAmounts(0, 0, 0, 0, missing * minute.Hours);
            Ledger = Ledger.Book(minute.Entry, minute.Minute, hours, prices, double.IsNaN(demand) ? minute.Hours : 0);
            LedgerTelemetry.Missing(cluster, minute.Service, hours, prices);
        }

        DateTimeOffset known = _open.Count == 0 ? tick.ObservedAt : _open.Min(static m => m.Minute);
        Ledger = Ledger.Settle(known);
    }

    private static DateTimeOffset StartOf(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % Minute.Ticks), TimeSpan.Zero);
}
