using System.Text.Json;

namespace TopologyMirror.Promotion;

/// <summary>The ledger as it is kept in soft state. What cannot be read is dropped.</summary>
/// <param name="Version">Version of the form.</param>
/// <param name="Entries">The newest entries, oldest first.</param>
/// <param name="Days">The days, oldest first.</param>
/// <param name="Currency">The currency; null without prices.</param>
internal sealed record LedgerForm(int Version, IReadOnlyList<LedgerEntry> Entries, IReadOnlyList<LedgerDay> Days, string? Currency = null)
{
    private const int CurrentVersion = 1;

    public static byte[] Write(MirrorLedger ledger) => JsonSerializer.SerializeToUtf8Bytes(
        new LedgerForm(CurrentVersion, ledger.Entries, ledger.Days, ledger.Currency), LedgerForms.Default.LedgerForm);

    /// <summary>Reads a ledger; its newest entry ends now, since nobody watched since it was written.</summary>
    public static MirrorLedger? TryRead(byte[] bytes, DateTimeOffset now)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, LedgerForms.Default.LedgerForm) is { Version: CurrentVersion, Entries: not null, Days: not null } form
                ? new MirrorLedger
                {
                    Entries = [.. form.Entries.Select(e => e with { Until = e.Until ?? now, IsSettled = true })],
                    Days = [.. form.Days],
                    Currency = form.Currency,
                }
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidNameException or NotSupportedException)
        {
            return null;
        }
    }
}
