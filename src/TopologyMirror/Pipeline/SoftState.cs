using System.Text.Json;
using System.Text.Json.Serialization;
using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>The forms of soft state. What cannot be read is dropped: it can be measured again.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeadTimesState))]
[JsonSerializable(typeof(ShadowSpending))]
internal sealed partial class SoftState : JsonSerializerContext
{
    public static ShadowSpending? TryReadSpending(byte[] bytes)
    {
        try
        {
            ShadowSpending? state = JsonSerializer.Deserialize(bytes, Default.ShadowSpending);
            return state is { Currency: not null } && double.IsFinite(state.Amount) && state.Amount >= 0 ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static LeadTimesState? TryReadLeadTimes(byte[] bytes)
    {
        try
        {
            LeadTimesState? state = JsonSerializer.Deserialize(bytes, Default.LeadTimesState);
            return state is { IsCurrent: true, Launch: not null, Promote: not null, Phases: not null } ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
