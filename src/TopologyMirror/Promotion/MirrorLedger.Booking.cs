using System.Collections.Immutable;

namespace TopologyMirror.Promotion;

public sealed partial record MirrorLedger
{
    /// <summary>The newest entry; null before the first.</summary>
    internal LedgerEntry? Open => Entries.Count == 0 ? null : Entries[^1];

    /// <summary>The same ledger for prices in a currency; money of another one is dropped, since it cannot be added.</summary>
    internal MirrorLedger In(string? currency) =>
        currency is null || string.Equals(currency, Currency, StringComparison.Ordinal) ? this
        : Currency is null ? this with { Currency = currency }
        : this with
        {
            Currency = currency,
            Entries = [.. Entries.Select(static e => e with { Money = null, Counterfactuals = [.. e.Counterfactuals.Select(static c => c with { Cost = null })] })],
            Days = [.. Days.Select(static d => d with { Money = null, Counterfactuals = [.. d.Counterfactuals.Select(static c => c with { Cost = null })] })],
        };

    /// <summary>Ends the newest entry and begins the next one.</summary>
    internal MirrorLedger Begin(DateTimeOffset at, PromotionKind kind, string reason, IReadOnlyList<PromotionCosts> costs)
    {
        ImmutableList<LedgerEntry> entries = Entries;
        if (Open is { } open)
        {
            entries = entries.SetItem(entries.Count - 1, open with { Until = at });
        }

        entries = entries.Add(new LedgerEntry { Number = (Open?.Number ?? 0) + 1, At = at, Kind = kind, Reason = reason, Costs = costs });
        entries = entries.Count > KeptEntries ? entries.RemoveRange(0, entries.Count - KeptEntries) : entries;
        return OnDay(at, static day => day with { Entries = day.Entries + 1 }) with { Entries = entries };
    }

    /// <summary>Books amounts to an entry, where it is still kept, and to its day.</summary>
    internal MirrorLedger Book(long number, DateTimeOffset at, LedgerAmounts hours, PromotionPrices? prices, double unknownHours = 0)
    {
        LedgerAmounts? money = prices is { } p ? hours.At(p) : null;
        return OnEntry(number, e => e with { Hours = e.Hours + hours, Money = Sum(e.Money, money), UnknownHours = e.UnknownHours + unknownHours })
            .OnDay(at, d => d with { Hours = d.Hours + hours, Money = Sum(d.Money, money), UnknownHours = d.UnknownHours + unknownHours });
    }

    /// <summary>Books what another way would have taken.</summary>
    internal MirrorLedger Book(long number, DateTimeOffset at, LedgerCounterfactual more) =>
        OnEntry(number, e => e with { Counterfactuals = With(e.Counterfactuals, more) }).OnDay(at, d => d with { Counterfactuals = With(d.Counterfactuals, more) });

    /// <summary>Marks the entries that have ended by a time up to which everything is known.</summary>
    internal MirrorLedger Settle(DateTimeOffset knownUntil)
    {
        ImmutableList<LedgerEntry> entries = Entries;
        for (int i = entries.Count - 1; i >= 0 && !entries[i].IsSettled; i--)
        {
            entries = entries[i].Until <= knownUntil ? entries.SetItem(i, entries[i] with { IsSettled = true }) : entries;
        }

        return ReferenceEquals(entries, Entries) ? this : this with { Entries = entries };
    }

    private static LedgerAmounts? Sum(LedgerAmounts? sum, LedgerAmounts? more) => more is { } m ? (sum ?? default) + m : sum;

    private static ImmutableArray<LedgerCounterfactual> With(IReadOnlyList<LedgerCounterfactual> known, LedgerCounterfactual more) =>
        known.Any(c => string.Equals(c.Policy, more.Policy, StringComparison.Ordinal))
            ? [.. known.Select(c => string.Equals(c.Policy, more.Policy, StringComparison.Ordinal) ? Sum(c, more) : c)]
            : [.. known, more];

    private static LedgerCounterfactual Sum(LedgerCounterfactual a, LedgerCounterfactual b) => a with
    {
        PaidHours = a.PaidHours + b.PaidHours,
        MissingHours = a.MissingHours + b.MissingHours,
        Cost = b.Cost is { } cost ? (a.Cost ?? 0) + cost : a.Cost,
    };

    private MirrorLedger OnEntry(long number, Func<LedgerEntry, LedgerEntry> change)
    {
        int i = Entries.Count - 1 - (int)((Open?.Number ?? 0) - number);
        return i >= 0 && i < Entries.Count ? this with { Entries = Entries.SetItem(i, change(Entries[i])) } : this;
    }

    private MirrorLedger OnDay(DateTimeOffset at, Func<LedgerDay, LedgerDay> change)
    {
        var date = DateOnly.FromDateTime(at.UtcDateTime);
        int i = Days.FindLastIndex(d => d.Date == date);
        ImmutableList<LedgerDay> days = i >= 0 ? Days.SetItem(i, change(Days[i])) : Days.Add(change(new LedgerDay { Date = date }));
        return this with { Days = days.Count > KeptDays ? days.RemoveRange(0, days.Count - KeptDays) : days };
    }
}
