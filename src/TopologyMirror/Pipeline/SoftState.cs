using System.Text.Json;
using System.Text.Json.Serialization;

namespace TopologyMirror.Pipeline;

/// <summary>The forms of soft state. What cannot be read is dropped: it can be measured again.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeadTimesState))]
internal sealed partial class SoftState : JsonSerializerContext
{
    public static LeadTimesState? TryReadLeadTimes(byte[] bytes)
    {
        try
        {
            LeadTimesState? state = JsonSerializer.Deserialize(bytes, Default.LeadTimesState);
            return state is { Launch: not null, Promote: not null } ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
