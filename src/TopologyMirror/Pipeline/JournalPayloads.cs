using System.Text.Json;
using System.Text.Json.Serialization;
using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>The forms of the journal's payloads. A form that was once written is read for ever: members are added, with a default, never changed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(ServiceNameConverter), typeof(InstanceIdConverter), typeof(ConfigDigestConverter), typeof(RunIdConverter), typeof(DataSetNameConverter)])]
[JsonSerializable(typeof(RunPlan))]
[JsonSerializable(typeof(EnteredPayload))]
[JsonSerializable(typeof(EffectPayload))]
[JsonSerializable(typeof(ResultPayload))]
[JsonSerializable(typeof(ClosedPayload))]
[JsonSerializable(typeof(SettledPayload))]
[JsonSerializable(typeof(CommandPayload))]
[JsonSerializable(typeof(CheckpointPayload))]
[JsonSerializable(typeof(CommandRequest))]
[JsonSerializable(typeof(ReconfiguredPayload))]
[JsonSerializable(typeof(ResyncedPayload))]
[JsonSerializable(typeof(RejectedPayload))]
[JsonSerializable(typeof(ExecutedPayload))]
[JsonSerializable(typeof(HeldPayload))]
internal sealed partial class JournalPayloads : JsonSerializerContext
{
    public static T Read<T>(string payload, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, long sequence)
    {
        try
        {
            return JsonSerializer.Deserialize(payload, type) ?? throw new CorruptJournalException(sequence, "its payload is null");
        }
        catch (Exception e) when (e is JsonException or InvalidNameException or NotSupportedException)
        {
            throw new CorruptJournalException(sequence, e.Message, e);
        }
    }
}
