using System.Text.Json;
using System.Text.Json.Serialization;
using TopologyMirror.Internal;

namespace TopologyMirror.Pipeline;

/// <summary>The form in which learnt capacities are kept. What cannot be read is dropped: it can be learnt again.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = [typeof(ConfigDigestConverter)])]
[JsonSerializable(typeof(SortedDictionary<string, LearnerState>))]
internal sealed partial class CapacityState : JsonSerializerContext
{
    public static byte[] Write(IEnumerable<CapacityLearner> learners)
    {
        SortedDictionary<string, LearnerState> states = new(StringComparer.Ordinal);
        foreach (CapacityLearner learner in learners)
        {
            states[learner.Service.Value] = learner.Save();
        }

        return JsonSerializer.SerializeToUtf8Bytes(states, Default.SortedDictionaryStringLearnerState);
    }

    public static SortedDictionary<string, LearnerState> Read(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Default.SortedDictionaryStringLearnerState) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
