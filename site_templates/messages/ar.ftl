### العربية. English, with notes for translators, is in `en.ftl`.
### Numbers have six forms: [zero] [one] [two] [few] (3–10) [many] (11–99) [other] (100, 101 …).

## Lists within a sentence

list-separator = ،{ " " }

## Pages

page-moved = نُقلت هذه الصفحة.

## The page for addresses where there is nothing

theme-not-found = الصفحة غير موجودة
theme-not-found-why = لا يوجد شيء في هذا العنوان. ربما كُتب العنوان خطأً أو نُقلت الصفحة.
theme-not-found-newest = أحدث الموجزات
theme-not-found-archive = جميع الموجزات بحسب التاريخ
theme-not-found-questions = أسئلة لا تزال مفتوحة
theme-not-found-people = أصحاب الأقوال
