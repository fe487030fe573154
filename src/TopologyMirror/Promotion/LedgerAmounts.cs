namespace TopologyMirror.Promotion;

/// <summary>Amounts of the ledger, all in instance-hours or all in money.</summary>
/// <param name="Live">Paid for what serves, is about to serve, or drains.</param>
/// <param name="Shadow">Paid for what stands ready without traffic.</param>
/// <param name="Launching">Paid for what was requested and is not ready.</param>
/// <param name="Overlap">Paid for the old side of a Replace after it left traffic.</param>
/// <param name="Missing">Needed and not served: what that costs, not what is paid.</param>
public readonly record struct LedgerAmounts(double Live, double Shadow, double Launching, double Overlap, double Missing)
{
    /// <summary>All that is paid.</summary>
    public double Paid => Live + Shadow + Launching + Overlap;

    /// <summary>What is paid and what is missing.</summary>
    public double Total => Paid + Missing;

    /// <summary>Adds amounts, account by account.</summary>
    public static LedgerAmounts operator +(LedgerAmounts left, LedgerAmounts right) => new(
        left.Live + right.Live, left.Shadow + right.Shadow, left.Launching + right.Launching, left.Overlap + right.Overlap, left.Missing + right.Missing);

    /// <summary>The sum; what <c>+</c> gives.</summary>
    /// <param name="left">Amounts.</param>
    /// <param name="right">Others.</param>
    public static LedgerAmounts Add(LedgerAmounts left, LedgerAmounts right) => left + right;

    /// <summary>Instance-hours as money.</summary>
    /// <param name="prices">The prices.</param>
    internal LedgerAmounts At(PromotionPrices prices) => new(
        Live * prices.InstanceHour, Shadow * prices.InstanceHour, Launching * prices.InstanceHour, Overlap * prices.InstanceHour, Missing * prices.MissingInstanceHour);
}
