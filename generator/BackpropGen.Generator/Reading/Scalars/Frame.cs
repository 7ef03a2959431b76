using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace BackpropGen.Generator.Reading;

/// <summary>One call of a method: where its variables are.</summary>
/// <param name="method">The method, a local function's or a lambda's symbol; null for an initializer.</param>
/// <param name="around">The call that a local function or lambda lies in.</param>
/// <param name="self">The structure that an instance method is called on.</param>
/// <param name="result">Where the value goes that is returned.</param>
internal sealed class Frame(IMethodSymbol? method, Frame? around, Place? self, Cell result)
{
    private readonly Dictionary<ISymbol, Place> _variables = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ITypeSymbol> _typeArguments = new(SymbolEqualityComparer.Default);

    public IMethodSymbol? Method { get; } = method;

    public Frame? Around { get; } = around;

    public Place? Self { get; } = self ?? around?.Self;

    public Cell Result { get; } = result;

    /// <summary>Where a variable is; null where this call does not know it.</summary>
    public Place? Find(ISymbol variable) => _variables.TryGetValue(variable, out var place) ? place : Around?.Find(variable);

    public void Bind(ISymbol variable, Place place) => _variables[variable] = place;

    public void Bind(ITypeParameterSymbol parameter, ITypeSymbol argument) => _typeArguments[parameter] = argument;

    /// <summary>A type with the type arguments of this call put in.</summary>
    public ITypeSymbol? Resolve(ITypeSymbol? type) => type is not ITypeParameterSymbol parameter ? type
        : _typeArguments.TryGetValue(parameter, out var argument) ? argument
        : Around is null ? type : Around.Resolve(type);

    /// <summary>The frame of the method that a local function or lambda is declared in.</summary>
    public Frame? DeclaringFrame(IMethodSymbol function)
    {
        for (var frame = this; frame is not null; frame = frame.Around)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method, function.ContainingSymbol))
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>A frame that sees the variables there are now, and none that take their names later: a lambda in a loop keeps its round's.</summary>
    public Frame Captured()
    {
        var copy = new Frame(Method, Around, Self, Result);
        foreach (var variable in _variables.ToList())
        {
            copy.Bind(variable.Key, variable.Value);
        }

        foreach (var argument in _typeArguments)
        {
            copy._typeArguments[argument.Key] = argument.Value;
        }

        return copy;
    }
}
