using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using BackpropGen.Generator.Models;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>Reads how real numbers lie in the parameters and the result of a method marked <c>[Differentiable]</c>.</summary>
internal sealed class ScalarLayoutReader
{
    private const int LargestCount = 65_536;

    private readonly IMethodSymbol _method;
    private readonly Compilation _compilation;
    private readonly StructureMakings _makings;
    private (SpecialType Type, string Where)? _real;

    private ScalarLayoutReader(IMethodSymbol method, Compilation compilation, StructureMakings makings)
    {
        _method = method;
        _compilation = compilation;
        _makings = makings;
    }

    /// <summary>The signature; null where it is not one of real numbers, which is reported at the parameter or the method's name.</summary>
    public static ScalarSignature? Read(IMethodSymbol method, Compilation compilation, StructureMakings makings, Action<ProblemKind, Location, object[]> report)
    {
        try
        {
            return new ScalarLayoutReader(method, compilation, makings).Read();
        }
        catch (ScalarProblem problem)
        {
            report(problem.Kind!, problem.Location, problem.Arguments);
            return null;
        }
    }

    private ScalarSignature Read()
    {
        if (!_method.IsStatic || _method.IsGenericMethod || _method.ContainingType.IsGenericType || _method.IsAsync)
        {
            throw Refused(_method, !_method.IsStatic ? "a differentiable method is static: pass what it needs of the object as parameters"
                : _method.IsAsync ? "a differentiable method is not asynchronous" : "a differentiable method, and the type around it, is not generic: mark one for each type");
        }

        var parameters = _method.Parameters.Select(parameter => (parameter, Parameter(parameter))).ToImmutableArray();
        var returned = _method.ReturnsVoid ? null : Returned();
        if (!parameters.Any(static parameter => parameter.Item2.Direction == ParameterDirection.Input))
        {
            throw Refused(_method, "it has no parameter to differentiate by: it needs at least one float or double");
        }

        if (returned is null && parameters.All(static parameter => parameter.Item2.Direction == ParameterDirection.Input))
        {
            throw Refused(_method, "it gives no result: return one, or write to an 'out' parameter or a 'Span<T>'");
        }

        return new(_method, parameters, returned is null ? null : Name(_method.ReturnType), returned, _real!.Value.Type == SpecialType.System_Double);
    }

    private ScalarParameter Parameter(IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Ref)
        {
            throw Refused(parameter, "it is passed by 'ref': take the old value as a parameter and give the new one as a result, or as 'out'");
        }

        bool isSpan = parameter.Type.Name == "Span" && ScalarReader.MemoryElement(parameter.Type) is not null;
        var direction = parameter.RefKind == RefKind.Out ? ParameterDirection.Out : isSpan ? ParameterDirection.OutputSpan : ParameterDirection.Input;
        if (ScalarReader.MemoryElement(parameter.Type) is not { } element)
        {
            return new(parameter.Name, Name(parameter.Type), Value(parameter.Type, parameter, parameter.Name), direction);
        }

        if (parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            throw Refused(parameter, "a span or an array is passed by value, without 'params', 'in' or 'out'");
        }

        var layout = Value(element, parameter, parameter.Name + "[0]");
        return new(parameter.Name, Name(parameter.Type), new ScalarLayout.Sequence(Length(parameter, layout), layout, Name(element), parameter.Type is IArrayTypeSymbol), direction);
    }

    private static int Length(IParameterSymbol parameter, ScalarLayout element)
    {
        if (parameter.Type is IArrayTypeSymbol { Rank: > 1 })
        {
            throw Refused(parameter, "an array of several axes is not supported in a signature: pass a span of all its elements");
        }

        var shape = parameter.GetAttributes().FirstOrDefault(static attribute => attribute.AttributeClass?.ToDisplayString() == "BackpropGen.ShapeAttribute");
        if (shape is null)
        {
            throw Refused(parameter, $"its length must be known when the method is compiled: write [Shape(n)] before '{parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {parameter.Name}'");
        }

        var dimensions = shape.ConstructorArguments.FirstOrDefault();
        int[] lengths = dimensions.Kind == TypedConstantKind.Array && !dimensions.IsNull ? [.. dimensions.Values.Select(static value => value.Value as int? ?? 0)] : [];
        if (lengths.Length != 1 || lengths[0] < 1 || (long)lengths[0] * element.Count > LargestCount)
        {
            throw Refused(parameter, FormattableString.Invariant($"[Shape(n)] gives one length, from 1 to {LargestCount / element.Count}, not ({string.Join(", ", lengths)})"));
        }

        return lengths[0];
    }

    private ScalarLayout Returned()
    {
        if (_method.ReturnsByRef || _method.ReturnsByRefReadonly)
        {
            throw Refused(_method, "it returns a reference: return the value");
        }

        return ScalarReader.MemoryElement(_method.ReturnType) is null ? Value(_method.ReturnType, _method, "the result")
            : throw Refused(_method, "it returns an array or a span: write to a parameter of type 'Span<T>' with a [Shape(n)] length instead");
    }

    private ScalarLayout Value(ITypeSymbol type, ISymbol site, string where)
    {
        if (ScalarReader.IsReal(type))
        {
            _real ??= (type.SpecialType, where);
            return type.SpecialType == _real.Value.Type ? new ScalarLayout.Real() : throw Refused(
                site, $"its real numbers are all 'float' or all 'double', but '{_real.Value.Where}' is '{Keyword(_real.Value.Type)}' and '{where}' is '{Keyword(type.SpecialType)}'");
        }

        if (StructureShape.Of(type) is not { Members.IsEmpty: false } shape)
        {
            throw Refused(site, $"'{where}' is of type '{type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}': {(site is IMethodSymbol ? AdviceOnResult(type) : Advice(type))}");
        }

        var fields = shape.Members.Select(member => new ScalarLayout.Field(Escape(member.Member.Name), Value(member.Type, site, where + "." + member.Member.Name))).ToEquatableArray();
        var structure = (INamedTypeSymbol)type;
        if (shape.Members.FirstOrDefault(member => !_compilation.IsSymbolAccessibleWithin(member.Member, _method.ContainingType)).Member is { } hidden)
        {
            throw Refused(site, hidden.Name.StartsWith("<", StringComparison.Ordinal)
                ? $"'{structure.Name}' keeps its parameter '{hidden.Name.TrimStart('<').Split('>')[0]}' where nobody else can read it: keep it in a field or an automatic property"
                : $"'{structure.Name}.{hidden.Name}' cannot be read here: make it accessible, since the derivative is generated beside '{_method.Name}'");
        }

        return new ScalarLayout.Structure(Name(type), fields, _makings.Of(structure, shape, _method.ContainingType)
            ?? throw Refused(site, $"'{structure.Name}' cannot be made of its fields: give it a constructor that takes them in order, or make them settable"));
    }

    private static string Advice(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Decimal => "a decimal has no derivative here: use double",
        SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) =>
            "an integer or a truth has no derivative: make it a constant, or a method of its own for each value",
        _ when type.IsReferenceType => "an object cannot be differentiated by: pass the numbers that it holds, in a structure, a tuple or a span",
        _ => "parameters and results are float or double, spans and arrays of known length, and structures and tuples of these",
    };

    private static string AdviceOnResult(ITypeSymbol type) => type.SpecialType is SpecialType.System_Boolean or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)
        ? "an integer or a truth has no derivative: return a real number" : Advice(type);

    private static string Keyword(SpecialType type) => type == SpecialType.System_Double ? "double" : "float";

    private static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    private static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) != Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? "@" + name : name;

    private static ScalarProblem Refused(ISymbol symbol, string why) =>
        new(ProblemKinds.InvalidSignature, symbol.Locations.FirstOrDefault() ?? Location.None, symbol.Name, why);
}
