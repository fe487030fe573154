using System.Text.Json.Serialization;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Names in JSON are camel case; nothing is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AccuracyJson))]
internal sealed partial class AccuracyJsonContext : JsonSerializerContext;
