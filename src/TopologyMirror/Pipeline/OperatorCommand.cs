using System.Text.Json;
using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>What an operator asked for. Immutable.</summary>
/// <param name="Kind">The command.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Reason">Why.</param>
/// <param name="Service">The service to promote; null for all.</param>
/// <param name="Count">How many to promote per service; null for all ready cover.</param>
internal sealed record OperatorCommand(OperatorCommandKind Kind, string Actor, string Reason, ServiceName? Service, int? Count)
{
    /// <summary>What its row is called.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>From then on it is not carried out any more.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>What asks for less holds until it is taken back; whatever changes something is meant for now.</summary>
    public bool IsRestraint => Kind is OperatorCommandKind.Pause or OperatorCommandKind.Hold;

    /// <summary>The command that a row holds; null where this version does not know what it asks for.</summary>
    public static OperatorCommand? Of(CommandRecord row)
    {
        if (!Enum.TryParse(row.Kind, out OperatorCommandKind kind) || !Enum.IsDefined(kind))
        {
            return null;
        }

        try
        {
            CommandRequest request = row.Payload.Length == 0 ? new CommandRequest() : JsonSerializer.Deserialize(row.Payload, JournalPayloads.Default.CommandRequest)!;
            return new OperatorCommand(kind, row.Actor, row.Reason, request.Service, request.Count)
            {
                Key = row.Key, SubmittedAt = row.SubmittedAt, ExpiresAt = row.ExpiresAt,
            };
        }
        catch (Exception e) when (e is JsonException or InvalidNameException)
        {
            return null;
        }
    }

    /// <summary>The row that holds the command.</summary>
    public CommandRecord ToRow(ClusterName cluster) => new()
    {
        Cluster = cluster,
        Key = Key,
        Kind = Kind.ToString(),
        Actor = Actor,
        Reason = Reason,
        SubmittedAt = SubmittedAt,
        ExpiresAt = ExpiresAt,
        Payload = Service is null && Count is null ? string.Empty : JsonSerializer.Serialize(new CommandRequest(Service, Count), JournalPayloads.Default.CommandRequest),
    };
}
