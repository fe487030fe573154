using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace TopologyMirror.Tests.Architecture;

/// <summary>Decodes signatures and attribute values into nothing but a note of every type of this assembly that they name.</summary>
internal sealed class NamedTypes(MetadataReader reader, IReadOnlyDictionary<string, TypeDefinitionHandle> byName)
    : ISignatureTypeProvider<string, object?>, ICustomAttributeTypeProvider<string>
{
    /// <summary>What has been named since the set was last cleared.</summary>
    public HashSet<TypeDefinitionHandle> Found { get; } = [];

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        Found.Add(handle);
        return string.Empty;
    }

    // A type of another assembly is of no interest, except that attribute decoding must tell System.Type apart.
    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        TypeReference type = reader.GetTypeReference(handle);
        return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
    }

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    // typeof(...) in an attribute is text: Namespace.Outer+Nested`1[[Argument, Assembly]], Assembly.
    public string GetTypeFromSerializedName(string name)
    {
        foreach (string part in name.Split(['[', ']', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (byName.TryGetValue(part, out TypeDefinitionHandle handle))
            {
                Found.Add(handle);
            }
        }

        return string.Empty;
    }

    public PrimitiveTypeCode GetUnderlyingEnumType(string type) => PrimitiveTypeCode.Int32;

    public bool IsSystemType(string type) => string.Equals(type, "System.Type", StringComparison.Ordinal);

    public string GetSystemType() => "System.Type";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => string.Empty;

    public string GetSZArrayType(string elementType) => string.Empty;

    public string GetArrayType(string elementType, ArrayShape shape) => string.Empty;

    public string GetByReferenceType(string elementType) => string.Empty;

    public string GetPointerType(string elementType) => string.Empty;

    public string GetPinnedType(string elementType) => string.Empty;

    public string GetFunctionPointerType(MethodSignature<string> signature) => string.Empty;

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => string.Empty;

    public string GetGenericMethodParameter(object? genericContext, int index) => string.Empty;

    public string GetGenericTypeParameter(object? genericContext, int index) => string.Empty;

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

    /// <summary>Notes what a token names: the type itself, or the type that declares the member, with all type arguments.</summary>
    public void Note(EntityHandle handle)
    {
        if (handle.IsNil) // The base of an interface, the catch type of a finally.
        {
            return;
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                Found.Add((TypeDefinitionHandle)handle);
                break;
            case HandleKind.TypeSpecification:
                reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                Found.Add(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Found.Add(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Note(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                break;
            case HandleKind.MethodSpecification:
                MethodSpecification method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                Note(method.Method);
                method.DecodeSignature(this, null);
                break;
            case HandleKind.StandaloneSignature:
                reader.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(this, null);
                break;
            default: // A type or module of another assembly.
                break;
        }
    }
}
