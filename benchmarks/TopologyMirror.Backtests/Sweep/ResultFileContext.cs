using System.Text.Json.Serialization;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes and reads result files without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ResultHeader))]
[JsonSerializable(typeof(ResultLine))]
internal sealed partial class ResultFileContext : JsonSerializerContext;
