namespace TopologyMirror.Internal;

/// <summary>Writes a <see cref="ConfigDigest"/> as its plain text.</summary>
internal sealed class ConfigDigestConverter() : NameConverter<ConfigDigest>(static text => new ConfigDigest(text), static name => name.Value);
