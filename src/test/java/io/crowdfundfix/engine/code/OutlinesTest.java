package io.crowdfundfix.engine.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.code.Outline.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutlinesTest {
    @Test
    void readsJava() {
        Outline outline = Outlines.read("src/Cart.java", """
                package org.shop;

                import java.util.List;
                import static org.shop.Money.sum;

                /** A cart of goods. */
                public class Cart extends Basket {
                    interface Line {
                        int price();
                    }

                    Cart(List<Line> lines) {} // kept

                    int total() {
                        String quoted = "// no comment";
                        return 1;
                    }
                }
                """);
        assertEquals("org.shop", outline.packageName());
        assertEquals(List.of("Cart", "Line"), typesOf(outline));
        assertEquals(List.of("java.util.List", "org.shop.Money.sum"), outline.imports());
        assertEquals(
                List.of(
                        new Method("price", "Line", 9, 9),
                        new Method("Cart", "Cart", 12, 12),
                        new Method("total", "Cart", 14, 17)),
                outline.methods());
        assertTrue(outline.comments().contains("A cart of goods")
                && outline.comments().contains("kept"));
        assertTrue(outline.code().contains("// no comment") && !outline.code().contains("kept"));
    }

    @Test
    void readsJavaScript() {
        Outline outline = Outlines.read("cart.js", """
                import { sum } from './money';
                // totals
                export class Cart { add(line) { return 1; } }
                export const total = (cart) => sum(cart);
                const price = 3;
                exports.empty = function () {};
                function clear() {}
                """);
        assertEquals(List.of("Cart"), typesOf(outline));
        assertEquals(List.of("add", "total", "exports.empty", "clear"), methodsOf(outline));
        assertEquals(List.of("./money"), outline.imports());
        assertEquals("// totals", outline.comments().strip());
    }

    @Test
    void readsTypeScript() {
        Outline outline = Outlines.read("cart.ts", """
                import type { Line } from "../line";
                export interface Priced { price(): number; }
                export abstract class Cart<T extends Line> implements Priced {
                  constructor(private lines: T[]) {}
                  price(): number { return 0; }
                }
                type Id = string;
                export function clear(cart: Cart<Line>): void {}
                """);
        assertEquals(List.of("Priced", "Cart", "Id"), typesOf(outline));
        assertEquals(List.of("price", "constructor", "price", "clear"), methodsOf(outline));
        assertEquals(List.of("../line"), outline.imports());
    }

    @Test
    void readsPython() {
        Outline outline = Outlines.read("shop/cart.py", """
                import os, shop.money as money
                from shop.line import Line, Price

                class Cart:
                    \"\"\"A cart of goods.\"\"\"
                    @property
                    def total(self):  # of all lines
                        return 1

                async def clear(cart):
                    pass
                """);
        assertEquals(List.of("Cart"), typesOf(outline));
        assertEquals(List.of(new Method("total", "Cart", 7, 8), new Method("clear", "", 10, 11)), outline.methods());
        assertEquals(List.of("os", "shop.money", "shop.line.Line", "shop.line.Price"), outline.imports());
        assertTrue(outline.comments().contains("A cart of goods")
                && outline.comments().contains("of all lines"));
    }

    @Test
    void readsGo() {
        Outline outline = Outlines.read("cart.go", """
                package shop

                import (
                    "fmt"
                    m "example.org/shop/money"
                )

                // Cart holds goods.
                type Cart struct { lines []Line }

                func (c *Cart) Total() int { return 1 }
                func Clear() { fmt.Println() }
                """);
        assertEquals("shop", outline.packageName());
        assertEquals(List.of("Cart"), typesOf(outline));
        assertEquals(List.of("Total", "Clear"), methodsOf(outline));
        assertEquals(List.of("fmt", "example.org/shop/money"), outline.imports());
    }

    @Test
    void readsC() {
        Outline outline = Outlines.read("cart.c", """
                #include <stdio.h>
                #include "shop/money.h"
                #ifdef SHOP
                struct cart { int lines; };
                static struct cart *open_cart(struct shop *shop) { return 0; }
                #endif
                int total(void) { return 1; } /* of all */
                """);
        assertEquals(List.of("cart"), typesOf(outline));
        assertEquals(List.of("open_cart", "total"), methodsOf(outline));
        assertEquals(List.of("stdio.h", "shop/money.h"), outline.imports());
    }

    @Test
    void readsCpp() {
        Outline outline = Outlines.read("cart.cpp", """
                #include "cart.hpp"
                namespace shop {
                template <class T> class Cart { int size() { return 0; } };
                int Basket::total() const { return 1; }
                }
                """);
        assertEquals(List.of("Cart"), typesOf(outline));
        assertEquals(List.of("size", "total"), methodsOf(outline));
        assertEquals(List.of("cart.hpp"), outline.imports());
    }

    @Test
    void readsPlainWordsOfOtherFiles() {
        Outline outline = Outlines.read("notes.txt", "// total of the cart");
        assertEquals("// total of the cart", outline.code());
        assertEquals(List.of(), outline.methods());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyParserLoads(Language language) {
        assertNotNull(SyntaxTrees.declarations(language, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.java", "a.js", "a.ts", "a.py", "a.go", "a.c", "a.cpp", "a", ".", "a."})
    void survivesAnything(String path) {
        for (String hostile : List.of(
                "",
                "\u0000".repeat(10_000),
                "\ud800 \udfff \ufffd".repeat(100),
                "class A { int x = " + "(".repeat(100_000),
                "{".repeat(20_000) + "\n" + "}".repeat(10),
                "\"".repeat(999),
                "/*".repeat(999),
                "class A {\n".repeat(500),
                "import a.b;\n".repeat(900))) {
            Outline outline = Outlines.read(path, hostile);
            assertTrue(outline.imports().size() <= 9_000 && outline.types().size() <= 5_000);
        }
    }

    @Test
    void doesNotReadWhatAMachineMade() {
        assertSame(Outline.EMPTY, Outlines.read("a.js", "x".repeat(10_000_000)));
        assertSame(Outline.EMPTY, Outlines.read("a.js", "ok\n" + "x;".repeat(15_000) + "\nok"));
        assertSame(Outline.EMPTY, Outlines.read("a.java", "int x;\n".repeat(200_000)));
        assertFalse(Outlines.read("a.js", "x;".repeat(5_000)).code().isEmpty());
    }

    @Test
    void bracketsWithoutEndHideNothingBefore() {
        Outline outline = Outlines.read("A.java", "class A { void first() {} void second() { " + "{\n".repeat(30_000));
        assertTrue(methodsOf(outline).contains("first"), methodsOf(outline).toString());
    }

    private static List<String> typesOf(Outline outline) {
        return outline.types().stream().map(Outline.Type::name).toList();
    }

    private static List<String> methodsOf(Outline outline) {
        return outline.methods().stream().map(Method::name).toList();
    }
}
