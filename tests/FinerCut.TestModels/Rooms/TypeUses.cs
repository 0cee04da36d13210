using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FinerCut.TestModels.Rooms;

/// <summary>The types that a compiled type names: in its declaration, its members and what its methods do.</summary>
internal static class TypeUses
{
    /// <summary>All of them, some more than once; nested types count as the type around them.</summary>
    public static IEnumerable<TypeReference> Of(TypeDefinition type)
    {
        IEnumerable<TypeReference?> declared =
        [
            type.BaseType,
            .. type.Interfaces.Select(item => item.InterfaceType),
            .. type.GenericParameters.SelectMany(ConstraintsOf),
            .. type.Fields.Select(field => field.FieldType),
            .. type.CustomAttributes.Select(attribute => attribute.AttributeType),
        ];
        return declared.SelectMany(Parts)
            .Concat(type.Methods.SelectMany(OfMethod))
            .Concat(type.NestedTypes.SelectMany(Of));
    }

    private static IEnumerable<TypeReference> OfMethod(MethodDefinition method)
    {
        IEnumerable<TypeReference> signature =
            [.. Signature(method), .. method.GenericParameters.SelectMany(ConstraintsOf).SelectMany(Parts)];
        return method.HasBody
            ? signature.Concat(method.Body.Variables.SelectMany(variable => Parts(variable.VariableType)))
                .Concat(method.Body.Instructions.SelectMany(OfInstruction))
            : signature;
    }

    private static IEnumerable<TypeReference> OfInstruction(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Parts(type),
        FieldReference field => Parts(field.DeclaringType).Concat(Parts(field.FieldType)),
        GenericInstanceMethod method => Signature(method).Concat(Parts(method.DeclaringType))
            .Concat(method.GenericArguments.SelectMany(Parts)),
        MethodReference method => Signature(method).Concat(Parts(method.DeclaringType)),
        _ => [],
    };

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        Parts(method.ReturnType).Concat(method.Parameters.SelectMany(parameter => Parts(parameter.ParameterType)));

    private static IEnumerable<TypeReference> ConstraintsOf(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    /// <summary>The type itself, or the types that it is made of.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
